import type { ReactNode } from "react";

/** How a few words that matter look: their ground, and what stands on it. */
export const tones = {
	calm: "bg-chalk text-chalk-ink",
	brass: "bg-brass-tint text-brass-ink",
	alarm: "bg-alarm-tint text-alarm",
};

type Props = { tone?: keyof typeof tones; role?: "alert" | "status"; children: ReactNode };

/** A few words that matter now. `alarm` interrupts a screen reader, the others wait their turn, unless said otherwise. */
export function Notice({ tone = "calm", role = tone === "alarm" ? "alert" : "status", children }: Props) {
	return (
		<div role={role} className={`rounded-xl px-4 py-3 ${tones[tone]}`}>
			{children}
		</div>
	);
}
