// biome-ignore-all lint/a11y/useSemanticElements: a grid that is gone about by arrows; a table's cells could not be laid out so
// biome-ignore-all lint/a11y/useFocusableInteractive: of a grid, one cell has the focus, and no row
"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import { addDays, type Day, daysBetween } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { MonthDay } from "./month-day.tsx";
import type { Reading } from "./words.ts";

type Props = {
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	days: readonly Day[];
	month: Day;
	reading: Reading;
	say: (words: string) => void;
	onDay: (day: Day) => void;
	/** From the first to the last day of an absence that is to be. */
	onAway: (first: Day, last: Day) => void;
};

/** A month at a glance: one day is opened, several are marked as an absence. */
export function MonthView({ calendar, schedule, days, month, reading, say, onDay, onAway }: Props) {
	const [cursor, setCursor] = useState<Day>();
	const [anchor, setAnchor] = useState<Day>();
	const dragging = useRef(false);
	const grid = useRef<HTMLDivElement>(null);
	const home = days.includes(calendar.today) ? calendar.today : month;
	const at = cursor && days.includes(cursor) ? cursor : home;
	const [first, last] = anchor && anchor > at ? [at, anchor] : [anchor ?? at, at];

	function go(next: Day, extend: boolean) {
		if (!days.includes(next)) return;
		const from = extend ? (anchor ?? at) : undefined;
		setAnchor(from);
		setCursor(next);
		if (from) say(`${Math.abs(daysBetween(from, next)) + 1} days selected. Enter notes an absence.`);
		grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
	}
	function choose() {
		if (anchor && anchor !== at) onAway(first, last);
		else onDay(at);
		setAnchor(undefined);
	}
	function press(event: KeyboardEvent) {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === "Escape") return setAnchor(undefined);
		const by = steps[event.key];
		if (event.key !== "Enter" && event.key !== " " && !by) return;
		event.preventDefault();
		if (by) go(addDays(at, by), event.shiftKey);
		else choose();
	}
	return (
		<div
			ref={grid}
			role="grid"
			aria-label="Month"
			className="overflow-clip rounded-2xl border border-line bg-card select-none"
			onKeyDown={press}
			onPointerDown={(event) => {
				const day = dayUnder(event);
				if (!day || event.pointerType === "touch" || event.button !== 0) return;
				dragging.current = true;
				setCursor(day);
				setAnchor(day);
				const done = () => {
					dragging.current = false;
				};
				addEventListener("pointerup", done, { once: true });
			}}
			onPointerMove={(event) => {
				const day = dayUnder(event);
				if (dragging.current && day) setCursor(day);
			}}
			onClick={(event) => {
				const day = dayUnder(event);
				if (!day) return;
				setAnchor(undefined);
				if (anchor && anchor !== at) onAway(first, last);
				else {
					setCursor(day);
					onDay(day);
				}
			}}
		>
			<div role="row" className="grid grid-cols-7 border-b border-line text-center text-xs text-soft">
				{days.slice(0, 7).map((day) => (
					<span key={day} role="columnheader" className="py-2">
						{dayLabel(day).slice(0, 3)}
					</span>
				))}
			</div>
			{days
				.filter((_, index) => index % 7 === 0)
				.map((start) => (
					<div key={start} role="row" className="grid grid-cols-7 border-line not-last:border-b">
						{days.slice(days.indexOf(start), days.indexOf(start) + 7).map((day) => (
							<MonthDay
								key={day}
								day={day}
								{...{ calendar, schedule, reading }}
								faint={day.slice(0, 7) !== month.slice(0, 7)}
								isCursor={day === at}
								isSelected={anchor !== undefined && day >= first && day <= last}
							/>
						))}
					</div>
				))}
		</div>
	);
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** What is under a pointer, wherever it was pressed. */
function dayUnder({ clientX, clientY }: { clientX: number; clientY: number }): Day | undefined {
	const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-day]");
	return cell?.dataset.day;
}
