import type { ReactNode } from "react";
import { EnglishOnly } from "../../_ui/english-only.tsx";

/** What a desk shows comes after its frame: the footer waits below the screen, so that nothing in sight has to move for it. */
export default function DeskLayout({ children }: { children: ReactNode }) {
	return (
		<EnglishOnly>
			<div className="flow-root min-h-[calc(100dvh-4rem)] print:min-h-0">{children}</div>
		</EnglishOnly>
	);
}
