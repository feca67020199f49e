import type { ReactNode } from "react";

/** Around what is for teachers: it is English whatever they read elsewhere, and offers no other. */
export function EnglishOnly({ children }: { children: ReactNode }) {
	return (
		<div data-english className="contents">
			{children}
		</div>
	);
}
