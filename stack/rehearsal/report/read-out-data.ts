import type { Run } from "../run.ts";
import { asIs, type Html } from "./html.ts";
import { axisOf } from "./plot.ts";
import { plots } from "./plot-section.ts";

/** What the page's script says of the second that somebody points at. */
export type ReadOuts = {
	axis: { from: number; until: number };
	/** The second of every first value. */
	from: number;
	plots: { id: string; unit: string; lines: (number | null)[][] }[];
};

export function readOutData(run: Run, other?: Run): Html {
	const data: ReadOuts = {
		axis: axisOf(run, ...(other ? [other] : [])),
		from: run.series.from,
		plots: plots(run).map(({ id, unit, lines }) => ({
			id,
			unit,
			lines: lines.map(({ values }) => values.map(short)),
		})),
	};
	// All is numbers and names of ours, and still nothing in it may end the element.
	return asIs(JSON.stringify(data).replaceAll("<", "\\u003c"));
}

const short = (value: number | null) => (value === null ? null : Number(value.toPrecision(4)));
