import type { Run } from "../run.ts";
import type { Unit } from "./words.ts";

/** What a plot shows over the seconds of a run. */
export type Plot = {
	id: string;
	title: string;
	/** The second of the first value. */
	from: number;
	unit: Unit;
	/** The unit in words, such as `people a second`. */
	of: string;
	scale: "linear" | "log" | "share";
	/** What one sees, for who cannot. */
	says: string;
	lines: PlotLine[];
};

export type PlotLine = {
	name: string;
	/** One a second. */
	values: (number | null)[];
	look: Look;
	isFilled?: boolean;
};

/** How a line is told from its neighbours: by colour, and by how it is broken. */
export type Look = "main" | "second" | "third" | "alarm";

/** The seconds that all plots of a report share. */
export type Axis = { from: number; until: number };

export function axisOf(...runs: Run[]): Axis {
	const ends = runs.map(({ series }) => series.from + Math.max(1, series.arrivals.length));
	return { from: Math.min(...runs.map(({ series }) => series.from)), until: Math.max(...ends) };
}

export const along = (axis: Axis, second: number) => (second - axis.from) / (axis.until - axis.from);

/** In pixels: what stands above the curves is for the names of faults, what stands below for the seconds. */
export const height = { head: 22, body: 132, foot: 24 };

/** For an SVG attribute. */
export const percent = (share: number) => `${Math.round(share * 10_000) / 100}%`;

export const most = (values: (number | null)[]) => values.reduce<number>((a, b) => Math.max(a, b ?? 0), 0);

/** The most of each so many seconds; null where nothing was seen in any of them. */
export function peaks(values: (number | null)[], every: number): (number | null)[] {
	return Array.from({ length: Math.ceil(values.length / every) }, (_, i) => {
		const seen = values.slice(i * every, (i + 1) * every).filter((value) => value !== null);
		return seen.length > 0 ? Math.max(...seen) : null;
	});
}
