import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import { clockOfMinute, dayLabel } from "@/lib/time-words";
import type { Axis } from "./axis.ts";
import { piecesOf } from "./place.ts";
import type { Reading } from "./words.ts";

/** What each cell of the grid is called, by row and column: `Mon 30 Nov, 9:00, open`. */
export function cellWords(
	axis: Axis,
	calendar: Calendar,
	schedule: CalendarSchedule | undefined,
	{ hour12 }: Reading,
): string[][] {
	const state: string[][] = axis.rows.map(({ minute }) =>
		axis.columns.map(({ day }) =>
			schedule?.days
				.find((each) => each.day === day)
				?.spans.some((span) => span.startsMinute <= minute && minute < span.endsMinute)
				? "open"
				: "closed",
		),
	);
	const mark = (time: { startsAt: string; endsAt: string }, words: string) => {
		for (const { column, first, last } of piecesOf(axis, time))
			for (let row = Math.floor(first); row < last; row++) {
				const cells = state[row];
				if (cells) cells[column] = words;
			}
	};
	for (const busy of calendar.busy)
		mark(busy, `busy in ${busy.feed}${busy.unreadSince ? " when it was last read" : ""}`);
	for (const absence of calendar.absences) mark(absence, "away");
	for (const appointment of calendar.appointments)
		mark(appointment, `booked: ${appointment.bookings.map(({ name }) => name).join(", ")}`);
	return axis.rows.map(({ minute, again }, row) =>
		axis.columns.map(({ day, starts }, column) => {
			const time = `${dayLabel(day)}, ${clockOfMinute(minute, hour12)}${again ? " for the second time" : ""}`;
			if (starts[row] === undefined) return `${time}: the clocks leave this out`;
			return `${time}, ${state[row]?.[column]}`;
		}),
	);
}
