// biome-ignore-all lint/a11y/useSemanticElements: a grid that is gone about by arrows; a table's cells could not be laid out so
// biome-ignore-all lint/a11y/useFocusableInteractive: of a grid, one cell has the focus, and no row
"use client";

import { memo } from "react";
import type { Axis } from "./axis.ts";
import type { Spot } from "./follow.ts";
import type { Stretch } from "./use-selection.ts";

type Props = { axis: Axis; words: string[][]; cursor: Spot; selected: Stretch | undefined; today: string };

/** A cell for each quarter of an hour of each day, of which one is in the order of Tab. */
export function WeekGrid({ axis, words, cursor, selected, today }: Props) {
	return (
		<div role="grid" aria-label="Times" aria-multiselectable="true">
			{axis.rows.map(({ minute, again }, row) => (
				<GridRow
					key={`${minute} ${again}`}
					row={row}
					minute={minute}
					words={words[row] ?? none}
					axis={axis}
					cursor={cursor.row === row ? cursor.column : -1}
					selected={selected && row >= selected.first && row <= selected.last ? selected.column : -1}
					today={today}
				/>
			))}
		</div>
	);
}

const none: string[] = [];

type RowProps = {
	row: number;
	minute: number;
	words: string[];
	axis: Axis;
	/** Columns, or -1. */
	cursor: number;
	selected: number;
	today: string;
};

// Hundreds of cells, of which a step of the cursor changes two.
const GridRow = memo(function GridRow({ row, minute, words, axis, cursor, selected, today }: RowProps) {
	const line =
		minute % 60 === 0 ? "border-t-line" : minute % 30 === 0 ? "border-t-line/45" : "border-t-transparent";
	return (
		<div role="row" className="flex h-(--row)">
			{axis.columns.map(({ day, starts }, column) => {
				const missing = starts[row] === undefined;
				return (
					<div
						key={day}
						role="gridcell"
						data-spot={`${row}-${column}`}
						tabIndex={cursor === column ? 0 : -1}
						aria-label={words[column]}
						aria-selected={selected === column}
						aria-disabled={missing || undefined}
						className={`flex-1 scroll-my-20 border-t border-l border-l-line ${line} ${
							missing ? "bg-line" : day < today ? "bg-paper/50" : ""
						} focus-visible:relative focus-visible:z-10 focus-visible:outline-offset-0 aria-selected:bg-brass/25`}
					/>
				);
			})}
		</div>
	);
});
