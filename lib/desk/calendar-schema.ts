import { z } from "zod";
import type { colours } from "../rules/colours.ts";
import { type Absence, Day, type OwnDay, type Schedule } from "../rules/schema.ts";
import { daysBetween } from "../time.ts";
import type { ListedBooking } from "./list-schema.ts";

/** As many days as one look at a calendar has: a month with the weeks that it touches. */
const mostDays = 62;

/** What is no day is said of itself, and not of the other one. */
const bothAreDays = ({ issues }: { issues: unknown[] }) => issues.length === 0;

/** `GET /api/desk-calendar?from=2026-11-30&until=2026-12-07`: days of the teacher's calendar, without the last. */
export const OpenCalendar = z
	.strictObject({ from: Day, until: Day })
	.refine(({ from, until }) => daysBetween(from, until) > 0, {
		message: "The last day comes after the first.",
		path: ["until"],
		when: bothAreDays,
	})
	.refine(({ from, until }) => daysBetween(from, until) <= mostDays, {
		message: `At most ${mostDays} days.`,
		path: ["until"],
		when: bothAreDays,
	});
export type OpenCalendar = z.infer<typeof OpenCalendar>;

/** A day's hours as they are, and whether it has them for itself. */
export type CalendarDay = OwnDay & { isOwn: boolean };

/** A schedule with its hours on the days that are shown. */
export type CalendarSchedule = Schedule & { days: CalendarDay[] };

/**
 * Time that a calendar from elsewhere has; `feed` is what the teacher calls that calendar, and `unreadSince` when it was last read, where
 * it cannot be now.
 */
export type BusyTime = Absence & { feed: string; unreadSince: string | null };

/** A time that is taken, and by whom. */
export type CalendarAppointment = {
	id: string;
	startsAt: string;
	endsAt: string;
	type: string;
	colour: (typeof colours)[number];
	seats: number;
	bookings: Pick<ListedBooking, "id" | "state" | "name" | "email" | "isUnreached">[];
};

/** Some days of a teacher's calendar: what is offered, what is in the way, what is booked. */
export type Calendar = {
	timeZone: string;
	today: string;
	holidays: { day: string; name: string; isOff: boolean }[];
	schedules: CalendarSchedule[];
	absences: Absence[];
	busy: BusyTime[];
	appointments: CalendarAppointment[];
};
