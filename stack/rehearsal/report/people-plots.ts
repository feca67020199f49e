import type { Run } from "../run.ts";
import { most, type Plot } from "./plot.ts";
import { count, fromBell, many } from "./words.ts";

/** What happens to people, over time. */
export function peoplePlots(run: Run): Omit<Plot, "from">[] {
	const { series, seats } = run;
	const peak = (values: (number | null)[]) => fromBell(series.from + values.indexOf(most(values)));
	const soldOut = series.freeSeats.indexOf(0);
	return [
		{
			id: "arrivals",
			title: "Arrivals",
			unit: "count",
			of: "people a second",
			scale: "linear",
			says: `Most came ${peak(series.arrivals)}: ${many(most(series.arrivals), "person", "people")} in that second.`,
			lines: [{ name: "come", values: series.arrivals, look: "main", isFilled: true }],
		},
		{
			id: "waiting",
			title: "Waiting",
			unit: "count",
			of: "people",
			scale: "linear",
			says: `At most ${many(most(series.waiting), "person waits", "people wait")}, ${peak(series.waiting)}.`,
			lines: [{ name: "wait", values: series.waiting, look: "main", isFilled: true }],
		},
		{
			id: "inside",
			title: "Inside",
			unit: "count",
			of: "people whose turn it is",
			scale: "linear",
			says: `At most ${many(most(series.inside), "person chooses or types", "people choose or type")} at once, ${peak(series.inside)}.`,
			lines: [{ name: "are in", values: series.inside, look: "main", isFilled: true }],
		},
		{
			id: "fill",
			title: "Times filled",
			unit: "count",
			of: "times",
			scale: "linear",
			says:
				soldOut < 0
					? `${count(most(series.booked))} of ${count(seats)} are booked when it ends.`
					: `The last of ${count(seats)} is taken ${fromBell(series.from + soldOut)}.`,
			lines: [
				{ name: "booked", values: series.booked, look: "main", isFilled: true },
				{ name: "free", values: series.freeSeats, look: "second" },
			],
		},
	];
}
