import type { ReactNode } from "react";

type Props = {
	label: ReactNode;
	value: number;
	most: number;
	note?: string;
	tone?: "board" | "brass" | "alarm";
};

const tones = { board: "bg-board", brass: "bg-bell", alarm: "bg-alarm" };

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
			<dd aria-hidden="true" className="col-span-2 h-2.5 overflow-hidden rounded-full bg-line">
				<div
					className={`h-full rounded-full ${tones[tone]} transition-[width] duration-500`}
					style={{ width: `${share > 0 ? Math.max(1.5, share * 100) : 0}%` }}
				/>
			</dd>
		</div>
	);
}
