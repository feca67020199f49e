"use client";

import { type PointerEvent, useLayoutEffect, useRef, useState } from "react";

/**
 * Lets the entries of a list (`data-drag-entry`) be dragged by a handle, with mouse, pen or finger: as soon as one is over
 * another's place, `move` puts it there; `done` when it is let go. Buttons do the same for who cannot drag.
 */
export function useDrag(move: (from: number, to: number) => void, done?: () => void) {
	const [dragged, setDragged] = useState<number>();
	const list = useRef<HTMLUListElement>(null);
	// What the listeners below call are those of the newest render.
	const latest = useRef({ move, done });
	useLayoutEffect(() => {
		latest.current = { move, done };
	});

	function grab(event: PointerEvent, index: number) {
		if (event.button !== 0) return;
		event.preventDefault();
		let at = index;
		let wandered = false;
		setDragged(at);
		// On the window: an entry that is put elsewhere would lose the pointer that it had caught.
		const follow = ({ clientY }: { clientY: number }) => {
			const to = placeAt(list.current, clientY);
			if (to === at || to < 0) return;
			latest.current.move(at, to);
			at = to;
			wandered = true;
			setDragged(at);
		};
		const drop = () => {
			removeEventListener("pointermove", follow);
			for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, drop);
			setDragged(undefined);
			if (wandered) latest.current.done?.();
		};
		addEventListener("pointermove", follow);
		for (const end of ["pointerup", "pointercancel"]) addEventListener(end, drop);
	}
	return { list, dragged, grab };
}

/** The entry over whose half the pointer is, by the entries as they stand now. */
function placeAt(list: HTMLUListElement | null, y: number): number {
	const entries = [...(list?.children ?? [])].filter((child) => child.matches("[data-drag-entry]"));
	const below = entries.findIndex((entry) => {
		const { top, height } = entry.getBoundingClientRect();
		return y < top + height;
	});
	return below < 0 ? entries.length - 1 : below;
}

/** The same list with one of it at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
	const rest = list.filter((_, index) => index !== from);
	return [...rest.slice(0, to), list[from] as T, ...rest.slice(to)];
}
