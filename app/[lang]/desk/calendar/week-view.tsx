"use client";

import { type CSSProperties, useMemo, useRef } from "react";
import type { Calendar, CalendarAppointment, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import { type Day, sameClock } from "@/lib/time";
import { zoneCity } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";
import { axisOf, step } from "./axis.ts";
import { UnreadNote } from "./busy-block.tsx";
import { cellWords } from "./cell-words.ts";
import { type Edit, edited } from "./edits.ts";
import { placed } from "./place.ts";
import type { Hours } from "./spans.ts";
import { useFirstHour } from "./use-first-hour.ts";
import { useMoving } from "./use-moving.ts";
import { type Stretch, useSelection } from "./use-selection.ts";
import { WeekGrid } from "./week-grid.tsx";
import { DifferenceNote, WeekGutter } from "./week-gutter.tsx";
import { WeekHeads } from "./week-heads.tsx";
import { WeekHints } from "./week-hints.tsx";
import { WeekBands, WeekItems } from "./week-items.tsx";
import { WeekNow } from "./week-now.tsx";
import { spanWords } from "./words.ts";

export type WeekProps = {
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	days: Day[];
	viewer: Viewer;
	now: number;
	change: (edit: Edit, words: string) => void;
	say: (words: string) => void;
	onStretch: (day: Day, span: Hours) => void;
	onHours: (day: Day, span: Hours) => void;
	onAbsence: (absence: Absence) => void;
	onBooking: (appointment: CalendarAppointment) => void;
	onDay: (day: Day) => void;
};

/** Days side by side, with their hours, to be read and changed where they stand. */
export function WeekView({
	calendar,
	schedule,
	days,
	viewer,
	now,
	change,
	say,
	onStretch,
	...open
}: WeekProps) {
	const { timeZone: zone, today } = calendar;
	const reading = { zone, hour12: viewer.hour12 };
	const key = days.join();
	const axis = useMemo(() => axisOf(key.split(","), zone), [key, zone]);
	const canvas = useRef<HTMLDivElement>(null);
	const moving = useMoving({ calendar, axis, canvas, reading, change, say });
	const shown = moving.preview ? edited(calendar, moving.preview) : calendar;
	const shownSchedule = shown.schedules.find(({ id }) => id === schedule?.id);
	const first = useFirstHour(canvas, axis, calendar, schedule);
	const spanOf = ({ first, last }: Stretch): Hours => ({
		startsMinute: axis.rows[first]?.minute ?? 0,
		endsMinute: (axis.rows[last]?.minute ?? 0) + step,
	});
	const dayOfColumn = (column: number) => days[column] ?? today;
	const selection = useSelection({
		axis,
		canvas,
		home: { row: first, column: Math.max(0, days.indexOf(today)) },
		onSelect: (stretch) => say(`${spanWords(spanOf(stretch), viewer.hour12)} selected. Enter goes on.`),
		onChoose: (stretch) => onStretch(dayOfColumn(stretch.column), spanOf(stretch)),
	});
	const words = useMemo(
		() => cellWords(axis, calendar, schedule, { zone, hour12: viewer.hour12 }),
		[axis, calendar, schedule, zone, viewer.hour12],
	);
	const away = axis.columns.some(({ until }) => !sameClock(until - 1, viewer.zone, zone));
	const gutters = away ? "clamp(3.25rem, 6vw, 4.75rem) 3.25rem" : "3.25rem";
	return (
		<>
			<UnreadNote calendar={calendar} reading={reading} now={now} />
			{away && <DifferenceNote axis={axis} home={zone} zone={viewer.zone} />}
			<div
				data-scroller
				className="relative max-h-[min(78dvh,52rem)] scroll-py-20 overflow-x-hidden overflow-y-auto overscroll-contain rounded-2xl border border-line bg-card"
				style={{ "--row": "0.8125rem" } as CSSProperties}
			>
				<div
					className="sticky top-0 z-20 grid border-b border-line bg-card"
					style={{ gridTemplateColumns: `${gutters} minmax(0, 1fr)` }}
				>
					{[...(away ? [viewer.zone] : []), zone].map((each) => (
						<p key={each} className="self-end truncate p-1 text-right text-xs text-soft">
							{away && zoneCity(each)}
						</p>
					))}
					<WeekHeads
						{...{ days, calendar: shown, schedule: shownSchedule, today, hour12: viewer.hour12 }}
						onDay={open.onDay}
					/>
				</div>
				<div className="grid" style={{ gridTemplateColumns: `${gutters} minmax(0, 1fr)` }}>
					{away && <WeekGutter axis={axis} hour12={viewer.hour12} zone={viewer.zone} />}
					<WeekGutter axis={axis} hour12={viewer.hour12} />
					{/* biome-ignore lint/a11y/noStaticElementInteractions: its cells have the focus and the roles; this hears for all of them */}
					<div
						ref={canvas}
						className="relative overflow-clip bg-paper select-none"
						onPointerDown={(event) => isCell(event.target) && selection.point(event)}
						onClick={(event) => isCell(event.target) && selection.tap(event)}
						onKeyDown={(event) => isCell(event.target) && selection.press(event)}
					>
						<WeekBands axis={axis} schedule={shownSchedule} />
						<div className="relative">
							<WeekGrid
								axis={axis}
								words={words}
								cursor={selection.cursor}
								selected={selection.selected}
								today={today}
							/>
						</div>
						{selection.selected && (
							<div
								className="pointer-events-none absolute rounded-md border-2 border-brass"
								style={placed(axis, { ...selection.selected, last: selection.selected.last + 1 })}
							/>
						)}
						<WeekItems
							{...{ axis, calendar: shown, schedule: shownSchedule, reading, today, moving }}
							{...open}
						/>
						<WeekNow axis={axis} now={now} />
					</div>
				</div>
			</div>
			<WeekHints />
		</>
	);
}

const isCell = (target: EventTarget) => target instanceof Element && target.hasAttribute("data-spot");
