import type { BookingAnswer } from "../../bookings/read-booking.ts";
import type { Language } from "../../languages/languages.js";
import type { WaitAnswer } from "../../waits/read-wait.ts";
import type { InvitationAnswer } from "../letters/invited.ts";
import { people } from "./people.ts";

/** Ids of nothing that there is: their links lead nowhere. */
export const id = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`;

/** An instant so many days from now, at an hour of the clock in UTC, as the database writes it. */
export function instant(days: number, hour = 14): string {
	const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
	return `${day}T${String(hour).padStart(2, "0")}:00:00+00:00`;
}

/** What app.describe_booking would give of one in so many days. */
export function aBooking(language: Language, more: Partial<BookingAnswer> = {}, days = 10): BookingAnswer {
	const { booker, email, zone, teacher, school, type, farewell } = people[language];
	return {
		...{ booking_id: id(1), link_version: 1, state: "confirmed" },
		...{ starts_at: instant(days), ends_at: instant(days, 15), cancel_until: instant(days, 12) },
		...{ cancelled_by_teacher: false, cancel_reason: null },
		...{ decide_until: null, decided_at: null, has_lapsed: false },
		teacher: {
			...{ handle: "teacher", name: teacher, email: "teacher@school.example" },
			...{ time_zone: "Europe/Berlin", school },
		},
		type: { handle: "lesson", name: type },
		...{ place_kind: "phone", place: "030 1234567", follow_up_text: farewell },
		answers: [{ label: "Which class?", answer: "7b" }],
		...{ series: null, name: booker, email, time_zone: zone, language },
		...{
			moves: 0,
			moved_from: null,
			told_start: null,
			known_start: null,
			moved_by_teacher: false,
			moved_by_hand: false,
			move_message: null,
			is_offered: true,
		},
		...more,
	};
}

/** The same with two more, a week apart; cancelled, it was all of them at once. */
export function aSeries(language: Language, state: "confirmed" | "cancelled"): BookingAnswer {
	const cancelled_at = state === "cancelled" ? instant(0) : null;
	const series = [1, 2, 3].map((nth) => ({
		...{ booking_id: id(nth), link_version: 1, state, cancelled_at, moves: 0 },
		starts_at: instant(3 + 7 * nth),
		ends_at: instant(3 + 7 * nth, 15),
		cancel_until: instant(2 + 7 * nth),
	}));
	return aBooking(language, { state, series });
}

/** What app.describe_wait would give. */
export function aWait(
	language: Language,
	more: Partial<WaitAnswer> = {},
	needs_approval = false,
): WaitAnswer {
	const { booker, email, zone, teacher, school, type } = people[language];
	return {
		...{ wait_id: id(4), link_version: 1, state: "waiting", kind: "slot", minutes: 60, place: 2 },
		...{ wanted_from: instant(10), name: booker, email, time_zone: zone, language, offer: null },
		...{ is_closed: false, was_taken_back: false },
		teacher: { handle: "teacher", name: teacher, time_zone: "Europe/Berlin", school },
		type: {
			...{ handle: "lesson", name: type, description: "", seats: 1, questions: [], address: "" },
			...{ waitlist: true, needs_approval, decide_hours: 48, duration_minutes: 60, other_durations: [] },
			...{ series_cap: 1, place_kind: "unsaid", notice_minutes: 120, horizon_days: 60, last_day: null },
			...{ cutoff_minutes: 1440, opens_at: null, opening: null },
		},
		...more,
	};
}

export function anOfferedWait(language: Language, needsApproval: boolean): WaitAnswer {
	const offer = {
		...{ booking_id: id(5), link_version: 1, extensions_left: 0 },
		...{ starts_at: instant(10), ends_at: instant(10, 15), held_until: instant(1, 10) },
	};
	return aWait(language, { state: "offered", place: null, offer }, needsApproval);
}

/** What app.describe_invitation would give, three days before it opens. */
export function anInvitation(language: Language, more: Partial<InvitationAnswer> = {}): InvitationAnswer {
	const { booker, email, school, opening } = people[language];
	return {
		...{ invitation_id: id(6), link_version: 1, email, name: booker, language },
		...{ opening_id: id(7), opening, school, opens_at: instant(3, 9), joins_at: instant(3, 8) },
		...{ waiting_room: true, bookings_each: 3, time_zone: "Europe/Berlin" },
		...more,
	};
}
