import type { ReactNode } from "react";
import { ShareBar } from "./share-bar.tsx";

type Props = {
	label: ReactNode;
	value: number;
	most: number;
	note?: string;
	tone?: "board" | "brass" | "alarm";
};

const tones = { board: "fill-board", brass: "fill-bell", alarm: "fill-alarm" };

/** One number, with how much it is of the most there is. The number is for everybody, the bar for a glance. */
export function BarRow({ label, value, most, note, tone = "board" }: Props) {
	const share = most > 0 ? Math.min(1, value / most) : 0;
	return (
		<div className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
			<dt className="min-w-0">{label}</dt>
			<dd className="font-medium tabular-nums">
				{value.toLocaleString("en-GB")}
				{note && <span className="text-sm font-normal text-soft"> {note}</span>}
			</dd>
			<dd className="col-span-2">
				<ShareBar
					className="h-2.5 rounded-full"
					parts={[{ key: "share", share: share > 0 ? Math.max(0.015, share) : 0, look: tones[tone] }]}
				/>
			</dd>
		</div>
	);
}
