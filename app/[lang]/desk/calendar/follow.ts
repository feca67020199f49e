import type { Axis } from "./axis.ts";

/** A row and a column of the week's grid. */
export type Spot = { row: number; column: number };

/** Where in the grid a pointer is; outside of it, the nearest spot. */
export function spotAt(
	canvas: Element,
	{ rows, columns }: Axis,
	at: { clientX: number; clientY: number },
): Spot {
	const { left, top, width, height } = canvas.getBoundingClientRect();
	const place = (share: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
	return {
		row: place((at.clientY - top) / height, rows.length),
		column: place((at.clientX - left) / width, columns.length),
	};
}

type Steps = {
	canvas: Element;
	axis: Axis;
	onMove: (spot: Spot) => void;
	/** `moved` tells a drag from a click. */
	onDone: (spot: Spot, moved: boolean) => void;
	onGiveUp: () => void;
};

const edge = 32;

/**
 * Follows a pointer from where it was pressed until it is let go. By listeners of the window, since what was pressed may be
 * drawn anew meanwhile. Escape gives up, and at the grid's edges it scrolls.
 */
export function follow(pressed: { pointerId: number; clientX: number; clientY: number }, steps: Steps): void {
	const { canvas, axis, onMove, onDone, onGiveUp } = steps;
	const scroller = canvas.closest("[data-scroller]");
	const began = spotAt(canvas, axis, pressed);
	let moved = false;
	function move(event: PointerEvent) {
		if (event.pointerId !== pressed.pointerId) return;
		const box = scroller?.getBoundingClientRect();
		if (box && event.clientY > box.bottom - edge / 2) scroller?.scrollBy(0, edge / 2);
		// Under the names of the days.
		const top = scroller?.firstElementChild?.getBoundingClientRect().bottom ?? 0;
		if (box && event.clientY < top + edge / 2) scroller?.scrollBy(0, -edge / 2);
		const spot = spotAt(canvas, axis, event);
		moved ||= spot.row !== began.row || spot.column !== began.column;
		if (moved) onMove(spot);
	}
	function done(event: PointerEvent) {
		if (event.pointerId !== pressed.pointerId) return;
		stop();
		onDone(spotAt(canvas, axis, event), moved);
	}
	function giveUp(event: Event) {
		if (event instanceof KeyboardEvent && event.key !== "Escape") return;
		stop();
		onGiveUp();
	}
	const listen: [string, (event: never) => void][] = [
		["pointermove", move],
		["pointerup", done],
		["pointercancel", giveUp],
		["keydown", giveUp],
	];
	for (const [name, hear] of listen) addEventListener(name, hear as EventListener);
	function stop() {
		for (const [name, hear] of listen) removeEventListener(name, hear as EventListener);
	}
}
