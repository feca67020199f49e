import type { Calendar } from "@/lib/desk/calendar-schema";
import { isoOf } from "@/lib/instant";
import type { Absence } from "@/lib/rules/schema";
import { localTime } from "@/lib/time";
import { step } from "./axis.ts";
import { appointmentOf, moveOf } from "./booking-moves.ts";
import { type Edit, seen } from "./edits.ts";
import { instantAfter } from "./wall.ts";

/** What can be dragged: some hours of a day of their own, an absence, or a booking. */
export type Movable =
	| { kind: "hours"; schedule: string; day: string; index: number }
	| { kind: "absence"; id: string }
	/** A booking, by which its appointment is found. */
	| { kind: "booking"; id: string };

/** By how much, on the wall's clock: all of it, or one of its ends. */
export type Shift = { part: "body" | "start" | "end"; minutes: number; days: number };

/** The edit that such a drag asks for; undefined where nothing of it is left to change. */
export function moved(calendar: Calendar, what: Movable, shift: Shift): Edit | undefined {
	if (what.kind === "booking") return movedBooking(calendar, what.id, shift);
	if (what.kind === "absence") {
		const absence = calendar.absences.find(({ id }) => id === what.id);
		if (!absence) return undefined;
		return seen(calendar, {
			kind: "absence",
			absence: movedAbsence(absence, shift, calendar.timeZone),
		});
	}
	const { schedule, day, index } = what;
	const spans = calendar.schedules
		.find(({ id }) => id === schedule)
		?.days.find((each) => each.day === day)?.spans;
	const span = spans?.[index];
	if (!spans || !span) return undefined;
	// Up to its neighbours and no further: what is dragged must stay what it is until it is let go.
	const least = spans[index - 1]?.endsMinute ?? 0;
	const most = spans[index + 1]?.startsMinute ?? 1440;
	const { startsMinute: start, endsMinute: end } = span;
	let [startsMinute, endsMinute] = [start, end];
	if (shift.part === "start") startsMinute = within(snapped(start + shift.minutes), least, end - step);
	else if (shift.part === "end") endsMinute = within(snapped(end + shift.minutes), start + step, most);
	else {
		startsMinute = within(snapped(start + shift.minutes), least, most - (end - start));
		endsMinute = startsMinute + (end - start);
	}
	const now = spans.map((each, i) => (i === index ? { startsMinute, endsMinute } : each));
	return seen(calendar, { kind: "hours", schedule, day, spans: now });
}

/** It lasts as long as before. */
function movedBooking(calendar: Calendar, id: string, shift: Shift): Edit | undefined {
	const appointment = appointmentOf(calendar, id);
	if (!appointment || shift.part !== "body") return undefined;
	return moveOf(appointment, isoOf(shifted(appointment.startsAt, shift, calendar.timeZone)));
}

/** By the clock on the wall. */
const shifted = (at: string, { minutes, days }: Shift, zone: string) =>
	instantAfter(Date.parse(`${localTime(at, zone)}Z`) + (days * 1440 + minutes) * 60_000, zone);

function movedAbsence(absence: Absence, shift: Shift, zone: string): Absence {
	const { part } = shift;
	const by = (at: string) => shifted(at, shift, zone);
	const quarter = step * 60_000;
	const [start, end] = [Date.parse(absence.startsAt), Date.parse(absence.endsAt)];
	if (part === "start") return { ...absence, startsAt: isoOf(Math.min(by(absence.startsAt), end - quarter)) };
	if (part === "end") return { ...absence, endsAt: isoOf(Math.max(by(absence.endsAt), start + quarter)) };
	const startsAt = by(absence.startsAt);
	return {
		...absence,
		startsAt: isoOf(startsAt),
		endsAt: isoOf(Math.max(by(absence.endsAt), startsAt + quarter)),
	};
}

const snapped = (minute: number) => Math.round(minute / step) * step;
const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
