import type { Size } from "../scaling.ts";
import { inUnit } from "./words.ts";

export const scalingColumns = [
	"Instances",
	"Booked",
	"At the edge",
	"At the instances",
	"API p95",
	"CPU of each",
	"Machine busy",
];

/** A row under those columns. */
export const scalingRow = (size: Size): string[] => [
	String(size.instances),
	inUnit(size.booked, "perSecond"),
	inUnit(size.edge, "perSecond"),
	inUnit(size.origin, "perSecond"),
	inUnit(size.apiP95, "ms"),
	`${inUnit(size.each, "share")} of a core`,
	`${inUnit(size.busy, "share")} of ${size.cores}`,
];

/** For a terminal: a line each, in columns. */
export function scalingLines(sizes: Size[]): string[] {
	const rows = [scalingColumns, ...sizes.map(scalingRow)];
	const widths = scalingColumns.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
	return rows.map((row) =>
		row
			.map((cell, i) => cell.padEnd(widths[i] ?? 0))
			.join("  ")
			.trimEnd(),
	);
}
