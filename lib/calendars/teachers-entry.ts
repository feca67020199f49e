import "server-only";
import { type ICalEventData, ICalEventStatus } from "ical-generator";
import { calendarText } from "../bookings/calendar-text.ts";
import { placeWords } from "../bookings/place-words.ts";
import { env } from "../env.ts";
import type { PlaceKind } from "../rules/question-schema.ts";

/** What api.read_shared gives of a teacher's appointment. */
export type AppointmentAnswer = {
	id: string;
	starts_at: string;
	ends_at: string;
	seats: number;
	/** Of an entry for several. */
	sequence: number;
	changed_at: string;
	type: string;
	place_kind: PlaceKind;
	place: string;
	bookings: { id: string; state: string; name: string | null; email: string | null; moves: number }[];
};

/**
 * An appointment as an entry of its teacher's own calendar. For one seat its UID is the booking's, as in the booker's mails;
 * for several it is its own. Both are ours to lib/feeds, which reads no time from them: a teacher who has this calendar
 * elsewhere, and that one read here, is not in their own way.
 */
export function teachersEntry(appointment: AppointmentAnswer): ICalEventData {
	const { APP_URL } = env();
	const { id, seats, type, bookings, starts_at, ends_at, changed_at } = appointment;
	const [first] = bookings;
	const alone = seats === 1 && first;
	const location = placeWords({ kind: appointment.place_kind, text: appointment.place });
	return {
		id: `${alone ? first.id : id}@${new URL(APP_URL).hostname}`,
		sequence: alone ? first.moves : appointment.sequence,
		status: bookings.every(({ state }) => state === "pending")
			? ICalEventStatus.TENTATIVE
			: ICalEventStatus.CONFIRMED,
		start: new Date(starts_at),
		end: new Date(ends_at),
		stamp: new Date(changed_at),
		summary: calendarText(
			alone ? `${first.name ?? "Somebody"}: ${type}` : `${type} (${bookings.length} of ${seats})`,
		),
		...(location && { location: calendarText(location) }),
		description: calendarText([...bookings.map(who), `${APP_URL}/desk`].join("\n")),
	};
}

function who({ name, email, state }: AppointmentAnswer["bookings"][number]): string {
	return `${name ?? "Somebody"}${email ? `, ${email}` : ""}${state === "pending" ? " (waits for your answer)" : ""}`;
}
