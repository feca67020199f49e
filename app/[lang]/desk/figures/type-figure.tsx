import type { Figures } from "@/lib/desk/figures-schema";
import { BarRow } from "../../../_ui/bar-row.tsx";
import { FigureBox } from "../../../_ui/figure-box.tsx";
import { hoursWords } from "./figure-words.ts";

/** What is booked, and how many hours it is. */
export function TypeFigure({ types }: { types: Figures["types"] }) {
	const most = Math.max(1, ...types.map(({ bookings }) => bookings));
	return (
		<FigureBox title="What is booked">
			<dl className="grid gap-3">
				{types.map(({ name, bookings, minutes }) => (
					<BarRow
						key={name}
						label={<span className="wrap-anywhere">{name}</span>}
						value={bookings}
						most={most}
						note={`in ${hoursWords(minutes)}`}
					/>
				))}
			</dl>
		</FigureBox>
	);
}
