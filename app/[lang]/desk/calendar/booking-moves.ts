import type { Calendar, CalendarAppointment } from "@/lib/desk/calendar-schema";
import { isoOf } from "@/lib/instant";

/** A booking at another time, with all of its class; `was` is when it began as whoever moves it saw it. */
export type BookingMove = {
	kind: "booking";
	/** One of those who stand in it: the appointment is another one when it has moved. */
	booking: string;
	people: string[];
	startsAt: string;
	message?: string | undefined;
	was: string;
};

/** Who stands in it, and is told when it moves. */
export const standing = ({ bookings }: Pick<CalendarAppointment, "bookings">) =>
	bookings.filter(({ state }) => state === "pending" || state === "confirmed");

/** What has begun is not moved, nor what nobody stands in. */
export function isMovable(appointment: CalendarAppointment, now = Date.now()): boolean {
	return Date.parse(appointment.startsAt) > now && standing(appointment).length > 0;
}

/** The wish to have it begin then; undefined where nobody stands in it. */
export function moveOf(appointment: CalendarAppointment, startsAt = appointment.startsAt) {
	const people = standing(appointment);
	if (!people[0]) return undefined;
	const { startsAt: was } = appointment;
	const move: BookingMove = {
		...{ kind: "booking", booking: people[0].id, people: people.map(({ name }) => name), startsAt, was },
	};
	return move;
}

/** Where it is among what is shown, if it is. */
export function appointmentOf({ appointments }: Calendar, booking: string): CalendarAppointment | undefined {
	return appointments.find(({ bookings }) => bookings.some(({ id }) => id === booking));
}

/** The calendar with it where it is to be. */
export function withMove(calendar: Calendar, { booking, startsAt }: BookingMove): Calendar {
	const moved = appointmentOf(calendar, booking);
	if (!moved) return calendar;
	const by = Date.parse(startsAt) - Date.parse(moved.startsAt);
	const now = { ...moved, startsAt, endsAt: isoOf(Date.parse(moved.endsAt) + by) };
	return { ...calendar, appointments: calendar.appointments.map((each) => (each === moved ? now : each)) };
}

/** `Ada gets a mail with the new time.` */
export function toldWords(people: string[]): string {
	if (people.length > 3) return `All ${people.length} of them get a mail with the new time.`;
	const names = new Intl.ListFormat("en", { type: "conjunction" }).format(people);
	return `${names} ${people.length === 1 ? "gets" : "each get"} a mail with the new time.`;
}
