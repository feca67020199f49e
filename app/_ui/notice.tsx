import type { ReactNode } from "react";

const tones = {
	calm: "bg-chalk text-chalk-ink",
	brass: "bg-brass-tint text-brass-ink",
	alarm: "bg-alarm-tint text-alarm",
};

/** A few words that matter now. `alarm` interrupts a screen reader, the others wait their turn. */
export function Notice({ tone = "calm", children }: { tone?: keyof typeof tones; children: ReactNode }) {
	return (
		<div role={tone === "alarm" ? "alert" : "status"} className={`rounded-xl px-4 py-3 ${tones[tone]}`}>
			{children}
		</div>
	);
}
