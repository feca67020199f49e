"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { addDays, type Day } from "@/lib/time";
import { monthLabel } from "@/lib/time-words";
import { CalendarDay, dots } from "./calendar-day.tsx";
import type { Mark } from "./day-marks.ts";
import { firstOfMonth, monthsOn, weeksOf } from "./month.ts";

type Props = {
	today: Day;
	from: Day | "";
	until: Day | "";
	marks: Map<Day, Mark>;
	onPick: (day: Day) => void;
};

const steps: Record<string, (day: Day) => Day> = {
	ArrowLeft: (day) => addDays(day, -1),
	ArrowRight: (day) => addDays(day, 1),
	ArrowUp: (day) => addDays(day, -7),
	ArrowDown: (day) => addDays(day, 7),
	PageUp: (day) => monthsOn(day, -1),
	PageDown: (day) => monthsOn(day, 1),
};

/** One month, to choose days from. Arrow keys go from day to day, Page Up and Page Down from month to month. */
export function MonthCalendar({ today, from, until, marks, onPick }: Props) {
	const [here, setHere] = useState<Day>(from || today);
	const [shown, show] = useState(from);
	const grid = useRef<HTMLTableElement>(null);
	const moved = useRef(false);
	// A day that was typed is shown.
	if (from !== shown) {
		show(from);
		if (from) setHere(from);
	}
	useEffect(() => {
		if (!moved.current) return;
		moved.current = false;
		grid.current?.querySelector<HTMLElement>(`[data-day="${here}"]`)?.focus();
	}, [here]);

	function onKeyDown(event: KeyboardEvent) {
		const next = steps[event.key]?.(here);
		if (!next) return;
		event.preventDefault();
		moved.current = true;
		setHere(next < today ? today : next);
	}
	const month = firstOfMonth(here);
	const turn = (count: number) =>
		setHere((day) => (monthsOn(day, count) < today ? today : monthsOn(day, count)));
	const isFirst = month <= firstOfMonth(today);
	return (
		<div>
			<div className="mb-1 flex items-center justify-between">
				<h2 aria-live="polite" className="text-xl">
					{monthLabel(month)}
				</h2>
				<p className="-mr-2 flex">
					<Turn label="Earlier month" path="m12 5-5 5 5 5" isOff={isFirst} onTurn={() => turn(-1)} />
					<Turn label="Later month" path="m8 5 5 5-5 5" isOff={false} onTurn={() => turn(1)} />
				</p>
			</div>
			<table ref={grid} onKeyDown={onKeyDown} className="w-full table-fixed text-center">
				<caption className="sr-only">Choose a day, and another one for all days between</caption>
				<thead>
					<tr>
						{["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].map((name) => (
							<th key={name} scope="col" className="pb-1 text-sm font-normal text-soft">
								{name}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{weeksOf(month).map((week) => (
						<tr key={week[0]}>
							{week.map((day) => (
								<td key={day} className="p-0.5">
									{day.slice(0, 7) === month.slice(0, 7) && (
										<CalendarDay
											day={day}
											isToday={day === today}
											isOver={day < today}
											isChosen={from !== "" && from <= day && day <= (until || from)}
											isStop={day === here}
											mark={marks.get(day)}
											onPick={onPick}
										/>
									)}
								</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
			{marks.size > 0 && <Legend />}
		</div>
	);
}

/** What the dots mean, for those who see them; each day says it itself, too. */
function Legend() {
	return (
		<p aria-hidden="true" className="mt-2 flex flex-wrap gap-x-4 text-sm text-soft">
			{(["off", "own", "holiday"] as const).map((kind) => (
				<span key={kind} className="flex items-center gap-1.5">
					<span className={`size-1.5 rounded-full ${dots[kind]}`} />
					{{ off: "day off", own: "other hours", holiday: "holiday" }[kind]}
				</span>
			))}
		</p>
	);
}

function Turn({
	label,
	path,
	isOff,
	onTurn,
}: {
	label: string;
	path: string;
	isOff: boolean;
	onTurn: () => void;
}) {
	return (
		<button
			type="button"
			aria-label={label}
			aria-disabled={isOff}
			onClick={() => !isOff && onTurn()}
			className="grid size-11 place-items-center rounded-full text-soft hover:bg-chalk hover:text-ink aria-disabled:opacity-40"
		>
			<svg
				viewBox="0 0 20 20"
				aria-hidden="true"
				className="size-5 stroke-current"
				fill="none"
				strokeWidth="2"
			>
				<path d={path} strokeLinecap="round" strokeLinejoin="round" />
			</svg>
		</button>
	);
}
