import type { ReactNode } from "react";

/** What stands out in a sentence. */
export function strong(chunks: ReactNode): ReactNode {
	return <b className="font-[680]">{chunks}</b>;
}
