"use client";

import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from "react";
import type { Calendar } from "@/lib/desk/calendar-schema";
import { type Axis, step } from "./axis.ts";
import { type Edit, edited } from "./edits.ts";
import { follow, spotAt } from "./follow.ts";
import { type Movable, moved, type Shift } from "./moves.ts";
import { tidy } from "./spans.ts";
import { editWords, type Reading } from "./words.ts";

type Props = {
	calendar: Calendar;
	axis: Axis;
	canvas: RefObject<HTMLDivElement | null>;
	reading: Reading;
	change: (edit: Edit, words: string) => void;
	say: (words: string) => void;
};

export type Moving = ReturnType<typeof useMoving>;

/** Hours, absences and bookings that are dragged, or moved by arrows: shown as they go, saved when they are let go or by Enter. */
export function useMoving({ calendar, axis, canvas, reading, change, say }: Props) {
	const [preview, setPreview] = useState<Edit>();
	// A drag ends with a click that means nothing.
	const dragged = useRef(false);

	function save(edit: Edit) {
		setPreview(undefined);
		// Hours that touch are one as soon as they are saved.
		const asked = edit.kind === "hours" && edit.spans ? { ...edit, spans: tidy(edit.spans) } : edit;
		change(asked, editWords(asked, reading));
	}
	function giveUp() {
		if (!preview) return;
		setPreview(undefined);
		say("Given up. Nothing was changed.");
	}
	function drag(event: PointerEvent, what: Movable, part: Shift["part"]) {
		if (!canvas.current || event.button !== 0) return;
		// No text is selected on the way, and no day under it.
		event.preventDefault();
		event.stopPropagation();
		const began = spotAt(canvas.current, axis, event);
		let last: Edit | undefined;
		follow(event, {
			canvas: canvas.current,
			axis,
			onMove: (spot) => {
				dragged.current = true;
				const minutes = (axis.rows[spot.row]?.minute ?? 0) - (axis.rows[began.row]?.minute ?? 0);
				last = moved(calendar, what, { part, minutes, days: spot.column - began.column });
				setPreview(last);
			},
			onDone: (_spot, hasMoved) => {
				setTimeout(() => {
					dragged.current = false;
				});
				if (hasMoved && last) save(last);
			},
			onGiveUp: () => setPreview(undefined),
		});
	}
	function press(event: KeyboardEvent, what: Movable) {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Escape") giveUp();
		else if (event.key === "Enter" && preview) {
			event.preventDefault();
			save(preview);
		} else if (event.key in arrows) {
			const [days, rows] = arrows[event.key as keyof typeof arrows];
			// Hours stay on their day.
			if (days && what.kind === "hours") return;
			event.preventDefault();
			const part = event.shiftKey ? "end" : "body";
			const shown = preview ? edited(calendar, preview) : calendar;
			const next = moved(shown, what, { part, minutes: rows * step, days });
			if (!next) return;
			// What was there before the first of the arrows.
			setPreview(preview ? ({ ...next, was: preview.was } as Edit) : next);
			say(
				`${editWords(next, reading)} Enter ${what.kind === "booking" ? "goes on" : "saves"}, Escape gives up.`,
			);
		}
	}
	/** Whether a click is one, and not the end of a drag. */
	const isClick = () => !dragged.current;
	return { preview, drag, press, giveUp, isClick };
}

/** Days and quarters of an hour. */
const arrows = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] } as const;
