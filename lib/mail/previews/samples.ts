import "server-only";
import type { BookingAnswer } from "../../bookings/read-booking.ts";
import type { Language } from "../../languages/languages.js";
import type { WaitAnswer } from "../../waits/read-wait.ts";
import type { DueMail, TimeAnswer } from "../compose-mail.ts";
import type { BookerKind, TeacherNews } from "../kinds.ts";
import type { InvitationAnswer } from "../letters/invited.ts";
import type { BookerAnswer } from "../letters/mine.ts";
import { aBooking, anInvitation, anOfferedWait, aSeries, aWait, id, instant } from "./answers.ts";
import { people } from "./people.ts";

/** What a mail tells of, beside who gets it and of which kind it is. */
type About =
	| { booking: BookingAnswer; instead?: TimeAnswer[] }
	| { invitation: InvitationAnswer }
	| { booker: BookerAnswer }
	| { wait: WaitAnswer };
type Samples<Kind extends string> = Record<Kind, Record<string, (language: Language) => About>>;

const booking = (...what: Parameters<typeof aBooking>) => ({ booking: aBooking(...what) });
const asked = () => ({ state: "pending", decide_until: instant(2) }) as const;
const declined = () => ({ ...asked(), state: "declined", decided_at: instant(0) }) as const;
const byTeacher = { state: "cancelled", cancelled_by_teacher: true } as const;
/** Free instead, a day before and two after. */
const times = () => [9, 11, 12].map((days) => ({ starts_at: instant(days), ends_at: instant(days, 15) }));
/** And nobody was told of it before it was called off. */
const justMoved = () => ({
	moves: 1,
	moved_from: instant(8),
	known_start: instant(8),
	moved_by_teacher: true,
});
const reason = (language: Language) => ({ cancel_reason: people[language].reason });
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** Made up, at least one of every kind: one that is missing is a fault of types. */
const toBooker: Samples<BookerKind> = {
	confirmed: {
		alone: (language) => booking(language),
		several: (language) => ({ booking: aSeries(language, "confirmed") }),
		decided: (language) => booking(language, { ...asked(), state: "confirmed", decided_at: instant(0) }),
		"too-soon": (language) => booking(language, { cancel_until: instant(-1) }),
		"not-to-move": (language) => booking(language, { is_offered: false }),
	},
	cancelled: {
		alone: (language) => booking(language, { state: "cancelled" }),
		several: (language) => ({ booking: aSeries(language, "cancelled") }),
		"by-teacher": (language) => booking(language, { ...byTeacher, ...reason(language) }),
		"with-other-times": (language) => ({ ...booking(language, byTeacher), instead: times() }),
		request: (language) => booking(language, { ...asked(), state: "cancelled" }),
		"just-moved": (language) => booking(language, { ...byTeacher, ...reason(language), ...justMoved() }),
	},
	moved: {
		alone: (language) => booking(language, { moves: 1, moved_from: instant(8) }),
		"other-zone": (language) =>
			booking(language, { moves: 1, moved_from: instant(10, 13), moved_by_teacher: true }),
		"by-teacher": (language) =>
			booking(language, {
				...{ moves: 1, moved_from: instant(10, 13), moved_by_teacher: true, moved_by_hand: true },
				move_message: people[language].reason,
			}),
	},
	requested: { alone: (language) => booking(language, asked()) },
	declined: {
		alone: (language) => booking(language, declined()),
		"with-reason": (language) => ({
			...booking(language, { ...declined(), ...reason(language) }),
			instead: times().slice(0, 1),
		}),
		"just-moved": (language) => booking(language, { ...declined(), ...justMoved() }),
	},
	lapsed: {
		alone: (language) => booking(language, { ...declined(), has_lapsed: true }),
		"just-moved": (language) => booking(language, { ...declined(), has_lapsed: true, ...justMoved() }),
	},
	reminder: {
		"in-minutes": (language) =>
			booking(language, { starts_at: soon(20), ends_at: soon(80), cancel_until: instant(-1) }),
		tomorrow: (language) => booking(language, {}, 1),
		"this-week": (language) => booking(language, {}, 4),
		"in-days": (language) => booking(language),
	},
	follow_up: { alone: (language) => booking(language, {}, -1) },
	waiting: {
		"for-a-time": (language) => ({ wait: aWait(language) }),
		"for-a-day": (language) => ({ wait: aWait(language, { kind: "day", place: 1 }) }),
		"for-any": (language) => ({ wait: aWait(language, { kind: "type", wanted_from: null, place: 11 }) }),
		closed: (language) => ({ wait: aWait(language, { is_closed: true }) }),
	},
	offered: {
		take: (language) => ({ wait: anOfferedWait(language, false) }),
		ask: (language) => ({ wait: anOfferedWait(language, true) }),
	},
	invited: {
		before: (language) => ({ invitation: anInvitation(language) }),
		"places-now": (language) => ({ invitation: anInvitation(language, { joins_at: instant(-1) }) }),
		open: (language) => ({
			invitation: anInvitation(language, { joins_at: instant(-1), opens_at: instant(-1) }),
		}),
		plain: (language) => ({
			invitation: anInvitation(language, { waiting_room: false, bookings_each: 1, name: null }),
		}),
	},
	mine: {
		alone: (language) => ({
			booker: { booker_id: id(8), version: 1, email: people[language].email, language },
		}),
	},
};

const toTeacher: Samples<TeacherNews> = {
	confirmed: {
		alone: (language) => booking(language),
		several: (language) => ({ booking: aSeries(language, "confirmed") }),
	},
	cancelled: {
		alone: (language) => booking(language, { state: "cancelled" }),
		several: (language) => ({ booking: aSeries(language, "cancelled") }),
		"with-reason": (language) => booking(language, { state: "cancelled", ...reason(language) }),
		"by-teacher": (language) => booking(language, { state: "cancelled", cancelled_by_teacher: true }),
		request: (language) => booking(language, { ...asked(), state: "cancelled" }),
	},
	moved: {
		alone: (language) => booking(language, { moves: 1, moved_from: instant(8) }),
		"by-teacher": (language) =>
			booking(language, { moves: 1, moved_from: instant(8), moved_by_teacher: true, moved_by_hand: true }),
	},
	requested: { alone: (language) => booking(language, asked()) },
};

export const samples = { booker: toBooker, teacher: toTeacher };

/** A mail as api.take_mails would give it. */
export function dueMail(about: About, kind: DueMail["kind"], recipient: DueMail["recipient"]): DueMail {
	const none = { booking: null, invitation: null, booker: null, wait: null };
	const invites = recipient === "teacher";
	return { id: id(9), created_at: instant(0, 0), kind, recipient, invites, ...none, ...about } as DueMail;
}
