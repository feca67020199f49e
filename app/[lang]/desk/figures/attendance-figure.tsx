import type { FigureWeek } from "@/lib/desk/figures-schema";
import { Columns } from "../../../_ui/columns.tsx";
import { FigureBox } from "../../../_ui/figure-box.tsx";
import { FigureTable } from "../../../_ui/figure-table.tsx";
import { KeyList } from "../../../_ui/key-list.tsx";
import { dayOfMonth, percentWords, topOf } from "./figure-words.ts";

const parts = [
	{ key: "came", label: "Came", look: "fill-board" },
	{ key: "unmarked", label: "Not marked", look: "fill-board/25" },
	{ key: "missed", label: "Missed", look: "fill-alarm" },
	{ key: "cancelled", label: "Cancelled", look: "fill-edge" },
] as const;

/** Who came, who did not, and who said so before. */
export function AttendanceFigure({ weeks, monday }: { weeks: FigureWeek[]; monday: string }) {
	const all = (key: (typeof parts)[number]["key"]) => weeks.reduce((sum, week) => sum + week[key], 0);
	const [missed, marked] = [all("missed"), all("came") + all("missed")];
	const most = topOf(
		weeks.map((week) => parts.reduce((sum, { key }) => sum + week[key], 0)),
		4,
	);
	const news = marked > 0 ? `${missed} of ${marked} that were marked` : "Nothing is marked yet";
	return (
		<FigureBox title="Who came">
			<p className="-mt-2 mb-4 text-soft">
				{marked > 0 ? (
					<>
						<b className="font-[680] text-ink">{percentWords(missed, marked)}</b> missed: {news}.
					</>
				) : (
					`${news}: say at each booking whether they came.`
				)}
			</p>
			<Columns
				most={most}
				scale={String}
				every={4}
				sentence={`Bookings of ${weeks.length} weeks by who came; missed: ${news}.`}
				columns={weeks.map((week) => ({
					key: week.monday,
					label: dayOfMonth(week.monday),
					marked: week.monday === monday,
					parts: parts.map(({ key, look }) => ({ value: week[key], look })),
				}))}
			/>
			<KeyList keys={[...parts]} />
			<FigureTable
				caption="Who came, by week"
				head={["Week of", ...parts.map(({ label }) => label)]}
				rows={weeks.map((week) => [dayOfMonth(week.monday), ...parts.map(({ key }) => week[key])])}
			/>
		</FigureBox>
	);
}
