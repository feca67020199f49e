import type { ReactNode } from "react";

/** Why nothing moves just now. Milestones say it aloud, once; this is for the eye. */
export function Stopped({ children }: { children: ReactNode }) {
	return <p className="rounded-xl bg-brass-tint px-4 py-3 text-brass-ink">{children}</p>;
}
