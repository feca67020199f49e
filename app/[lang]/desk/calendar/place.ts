import type { CSSProperties } from "react";
import { type Axis, rowAt } from "./axis.ts";

/** A piece of one day: from which row to which, with fractions. */
export type Piece = { column: number; first: number; last: number };

/** Where on the days that are shown some time lies: a piece for each day that it touches. */
export function piecesOf(axis: Axis, { startsAt, endsAt }: { startsAt: string; endsAt: string }): Piece[] {
	const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
	return axis.columns.flatMap((day, column) =>
		start < day.until && end > day.from
			? [{ column, first: rowAt(axis, day, start), last: rowAt(axis, day, end) }]
			: [],
	);
}

/** The same as a style, for what stands in the grid's box. */
export function placed(axis: Axis, { column, first, last }: Piece): CSSProperties {
	return {
		top: `calc(var(--row) * ${first})`,
		height: `calc(var(--row) * ${last - first})`,
		...columnAt(axis, column),
	};
}

export function columnAt({ columns }: Axis, column: number): CSSProperties {
	return { left: `${(100 * column) / columns.length}%`, width: `${100 / columns.length}%` };
}
