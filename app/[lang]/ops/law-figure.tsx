import type { Ops } from "@/lib/watch/schema";
import { FigureBox } from "../../_ui/figure-box.tsx";
import { Notice } from "../../_ui/notice.tsx";
import { counted } from "./words.ts";

/** Whether the laws of booking held at the last look. */
export function LawFigure({ broken, gauges }: Pick<Ops, "broken" | "gauges">) {
	const found = Object.entries(broken);
	const looked = gauges ? counted(gauges.bookings_looked_at) : null;
	return (
		<FigureBox title="Laws of booking">
			{looked === null ? (
				<p className="text-soft">Nobody has looked lately.</p>
			) : found.length === 0 ? (
				<Notice>All hold. {looked} bookings were touched in the last minutes, and each was looked at.</Notice>
			) : (
				<Notice tone="alarm">
					<p className="font-[680]">Broken, by what was touched in the last minutes:</p>
					<ul className="mt-2 list-disc pl-5">
						{found.map(([law, times]) => (
							<li key={law}>
								{law}: {counted(times)}
							</li>
						))}
					</ul>
				</Notice>
			)}
			<p className="mt-3 text-sm text-soft">
				Nobody is booked twice, seats add up, who was told “booked” has a mail about it, offers are whose turn
				it is, and the draw’s order is kept.
			</p>
		</FigureBox>
	);
}
