import type { Watched } from "@/lib/office/schema";
import { FigureBox } from "../../../../_ui/figure-box.tsx";
import { ShareBar } from "../../../../_ui/share-bar.tsx";
import { freeSeats } from "./free-seats.ts";

/** All seats as one bar: booked, being booked, free. */
export function SeatBar({ watched }: { watched: Watched }) {
	const { seats, status } = watched;
	const free = status.freeSeats;
	const parts = [
		{ label: "Booked", value: seats.booked, look: "bg-board", fill: "fill-board" },
		{ label: "Being booked", value: seats.held, look: "bg-bell", fill: "fill-bell" },
		{ label: "Free", value: free, look: "bg-chalk border border-edge", fill: "fill-chalk" },
	];
	const all = parts.reduce((sum, { value }) => sum + (value ?? 0), 0);
	return (
		<FigureBox title="Seats">
			<ShareBar
				className="h-8 rounded-xl"
				parts={parts.flatMap(({ label, value, fill }) =>
					value ? [{ key: label, share: value / all, look: `${fill} stroke-line stroke-2` }] : [],
				)}
			/>
			<dl className="mt-4 grid grid-cols-3 gap-3">
				{parts.map(({ label, value, look }) => (
					<div key={label} className="flex flex-col justify-between">
						<dt className="flex items-center gap-2 text-soft">
							<span aria-hidden="true" className={`size-3 shrink-0 rounded-sm ${look}`} />
							{label}
						</dt>
						<dd className="mt-0.5 text-2xl font-[680] tracking-tight tabular-nums">
							{value === null ? "–" : label === "Free" ? freeSeats(value) : value.toLocaleString("en-GB")}
						</dd>
					</div>
				))}
			</dl>
			<p className="mt-3 text-sm text-soft">
				{free === null
					? "Free seats are counted once it runs."
					: "Times that overlap each count, so a booking can take more than one."}
				{seats.cancelled > 0 && ` ${seats.cancelled} cancelled.`}
			</p>
		</FigureBox>
	);
}
