"use client";

import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import type { Axis } from "./axis.ts";
import { follow, type Spot, spotAt } from "./follow.ts";

/** Rows of one day, from the first to the last of them. */
export type Stretch = { column: number; first: number; last: number };

type Props = {
	axis: Axis;
	canvas: RefObject<HTMLDivElement | null>;
	/** Where the keyboard begins. */
	home: Spot;
	onChoose: (stretch: Stretch) => void;
	onSelect: (stretch: Stretch) => void;
};

const hour = 4;

/** The cursor of the week's grid and the stretch that is selected, by pointer and by keyboard. */
export function useSelection({ axis, canvas, home, onChoose, onSelect }: Props) {
	const [cursor, setCursor] = useState<Spot>();
	const [anchor, setAnchor] = useState<number>();
	const byPointer = useRef(false);
	const at = fitting(cursor ?? home, axis);
	const selected: Stretch | undefined = anchor === undefined ? undefined : between(at.column, anchor, at.row);

	function go(next: Spot, extend: boolean) {
		if (axis.columns[next.column]?.starts[next.row] === undefined) return;
		const from = extend ? (anchor ?? at.row) : undefined;
		setAnchor(from);
		setCursor(next);
		if (from !== undefined) onSelect(between(next.column, from, next.row));
		focusSpot(canvas.current, next);
	}
	function choose(stretch: Stretch) {
		setAnchor(undefined);
		onChoose(stretch);
	}
	function press(event: KeyboardEvent) {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Escape") return setAnchor(undefined);
		if (event.key === "Enter" || event.key === " ") {
			event.preventDefault();
			return choose(selected ?? anHour(at, axis));
		}
		const last = axis.rows.length - 1;
		const [rows, columns] = steps[event.key] ?? [0, 0];
		if (!rows && !columns) return;
		event.preventDefault();
		// A stretch is of one day.
		const column = event.shiftKey ? at.column : at.column + columns;
		if (column < 0 || column >= axis.columns.length) return;
		const starts = axis.columns[column]?.starts ?? [];
		let row = Math.max(0, Math.min(last, at.row + rows));
		// Past what the clocks leave out that day.
		while (row > 0 && row < last && starts[row] === undefined) row += Math.sign(rows) || 1;
		go({ row, column }, event.shiftKey && columns === 0);
	}
	function point(event: PointerEvent) {
		// A finger scrolls; its tap is a click.
		if (!canvas.current || event.pointerType === "touch" || event.button !== 0) return;
		const began = spotAt(canvas.current, axis, event);
		byPointer.current = true;
		go(began, event.shiftKey && began.column === at.column);
		follow(event, {
			canvas: canvas.current,
			axis,
			onMove: ({ row }) => {
				setAnchor(began.row);
				setCursor({ row, column: began.column });
			},
			onDone: ({ row }, moved) => {
				// Its click comes after it.
				setTimeout(() => {
					byPointer.current = false;
				});
				choose(moved ? between(began.column, began.row, row) : anHour(began, axis));
			},
			onGiveUp: () => setAnchor(undefined),
		});
	}
	function tap(event: { clientX: number; clientY: number }) {
		if (!byPointer.current && canvas.current) choose(anHour(spotAt(canvas.current, axis, event), axis));
	}
	return { cursor: at, selected, press, point, tap };
}

const steps: Record<string, [rows: number, columns: number]> = {
	...{ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] },
	...{ PageUp: [-hour, 0], PageDown: [hour, 0], Home: [-1_000, 0], End: [1_000, 0] },
};

const between = (column: number, one: number, other: number): Stretch => ({
	...{ column, first: Math.min(one, other), last: Math.max(one, other) },
});
/** Where nothing more was said. */
const anHour = ({ row, column }: Spot, { rows }: Axis): Stretch => ({
	...{ column, first: row, last: Math.min(row + hour, rows.length) - 1 },
});

/** Other days may have fewer rows, or fewer days be shown than before. */
const fitting = ({ row, column }: Spot, { rows, columns }: Axis): Spot => ({
	row: Math.min(row, rows.length - 1),
	column: Math.min(column, columns.length - 1),
});

export function focusSpot(canvas: Element | null, { row, column }: Spot): void {
	canvas?.querySelector<HTMLElement>(`[data-spot="${row}-${column}"]`)?.focus();
}
