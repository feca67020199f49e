import type { ReactNode } from "react";

/** How what leads to a day stands beside it. */
export function soft(chunks: ReactNode): ReactNode {
	return <span className="font-normal text-soft">{chunks}</span>;
}
