import type { FigureWeek } from "@/lib/desk/figures-schema";
import { Columns } from "../../../_ui/columns.tsx";
import { FigureBox } from "../../../_ui/figure-box.tsx";
import { FigureTable } from "../../../_ui/figure-table.tsx";
import { KeyList } from "../../../_ui/key-list.tsx";
import { dayOfMonth, hoursWords, percentWords, topOf } from "./figure-words.ts";

const looks = { booked: "fill-board", free: "fill-board/25" };

/** How much of what was offered is booked, week by week. */
export function BookedFigure({ weeks, monday }: { weeks: FigureWeek[]; monday: string }) {
	const over = weeks.filter((week) => week.monday < monday);
	const sum = (list: FigureWeek[], part: "offeredMinutes" | "bookedMinutes") =>
		list.reduce((all, week) => all + week[part], 0);
	const share = percentWords(sum(over, "bookedMinutes"), sum(over, "offeredMinutes"));
	const most = topOf(
		weeks.map(({ offeredMinutes }) => offeredMinutes),
		240,
	);
	return (
		<FigureBox title="Booked of what you offer">
			<p className="-mt-2 mb-4 text-soft">
				<b className="font-[680] text-ink">{share}</b> of the past {over.length} weeks, by your hours as they
				are now.
			</p>
			<Columns
				most={most}
				scale={hoursWords}
				every={4}
				sentence={`Hours booked and offered in ${weeks.length} weeks; ${share} of the past ones were booked.`}
				columns={weeks.map((week) => ({
					key: week.monday,
					label: dayOfMonth(week.monday),
					marked: week.monday === monday,
					parts: [
						{ value: week.bookedMinutes, look: looks.booked },
						{ value: week.offeredMinutes - week.bookedMinutes, look: looks.free },
					],
				}))}
			/>
			<KeyList
				keys={[
					{ label: "Booked", look: looks.booked },
					{ label: "Free", look: looks.free },
					{ label: "This week", look: "fill-bell" },
				]}
			/>
			<FigureTable
				caption="Booked of what you offer, by week"
				head={["Week of", "Offered", "Booked", "Share"]}
				rows={weeks.map((week) => [
					dayOfMonth(week.monday),
					hoursWords(week.offeredMinutes),
					hoursWords(week.bookedMinutes),
					percentWords(week.bookedMinutes, week.offeredMinutes),
				])}
			/>
		</FigureBox>
	);
}
