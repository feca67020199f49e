import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { readSchedule, type ScheduleAnswer, withInstants } from "../rules/read-rules.ts";
import type { BusyTime, Calendar, CalendarAppointment, OpenCalendar } from "./calendar-schema.ts";
import { erasedName, type Who } from "./erased.ts";

type Between<Row> = Omit<Row, "startsAt" | "endsAt"> & { starts_at: string; ends_at: string };
type OwnDayAnswer = ScheduleAnswer["own_days"][number];

type Answer = {
	time_zone: string;
	today: string;
	holidays: { day: string; name: string; is_off: boolean }[];
	schedules: (ScheduleAnswer & { days: (OwnDayAnswer & { is_own: boolean })[] })[];
	absences: Between<Calendar["absences"][number]>[];
	busy: (Omit<Between<BusyTime>, "unreadSince"> & { unread_since: string | null })[];
	appointments: (Omit<Between<CalendarAppointment>, "bookings"> & { bookings: BookingAnswer[] })[];
};
type BookingAnswer = Omit<CalendarAppointment["bookings"][number], "isUnreached" | "name" | "email"> &
	Who & { is_unreached: boolean };

/** A teacher's own calendar of some days, in one round trip. Refuses DNIED for a user who is no teacher. */
export async function openCalendar(who: DeskUser, { from, until }: OpenCalendar): Promise<Calendar> {
	const answer = await call<Answer>("open_calendar", who.userId, from, until);
	return {
		timeZone: answer.time_zone,
		today: answer.today,
		holidays: answer.holidays.map(({ is_off, ...holiday }) => ({ ...holiday, isOff: is_off })),
		schedules: answer.schedules.map(({ days, ...schedule }) => ({
			...readSchedule(schedule),
			days: days.map(({ is_own, day, spans }) => ({
				day,
				isOwn: is_own,
				spans: spans.map((span) => ({ startsMinute: span.starts_minute, endsMinute: span.ends_minute })),
			})),
		})),
		absences: answer.absences.map(withInstants),
		busy: answer.busy.map(({ unread_since, ...busy }) => ({
			...withInstants(busy),
			unreadSince: unread_since && isoInstant(unread_since),
		})),
		appointments: answer.appointments.map((appointment) => ({
			...withInstants(appointment),
			bookings: appointment.bookings.map(({ is_unreached, name, email, ...booking }) => ({
				...booking,
				name: name ?? erasedName,
				email: email ?? "",
				isUnreached: is_unreached,
			})),
		})),
	};
}
