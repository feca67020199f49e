import { z } from "zod";
import type * as bookings from "../bookings/answer.ts";
import * as list from "../desk/list-schema.ts";
import * as desk from "../desk/schema.ts";
import { type RefusalCode, refusals } from "../refusal.ts";
import { PlaceKind, Question } from "../rules/question-schema.ts";
import * as rules from "../rules/schema.ts";
import { SaveType } from "../rules/type-schema.ts";
import type * as slots from "../slots/schema.ts";
import type * as teachers from "../teachers/schema.ts";

// What programs are answered, as shapes that can be shown and checked. Each is held to the type of the same name that the
// verbs give.

const At = z.iso.datetime();
const Day = z.iso.date();
const Whole = z.int().min(0);
const Zone = z.string().describe("An IANA time zone.");

export const Slot = z.object({
	startsAt: At,
	endsAt: At,
	seatsLeft: z.int().min(1),
}) satisfies z.ZodType<slots.Slot>;

export const LiveSlotList = z.object({
	week: z.string(),
	timeZone: Zone.describe("The teacher’s time zone."),
	opensAt: At.nullable().describe(
		"Before it, the slots are those that can be booked then. Null once it is open.",
	),
	closed: z.boolean().describe("The opening that they belonged to is over."),
	slots: z.array(Slot),
	live: z.boolean().describe("It is worth asking again in a moment."),
	opensInMs: z.number().nullable(),
}) satisfies z.ZodType<slots.LiveSlotList>;

export const AppointmentType = z.object({
	handle: z.string(),
	name: z.string(),
	description: z.string(),
	durationMinutes: Whole,
	otherDurations: z.array(Whole),
	seriesCap: Whole.describe("How many dates can be booked as one series; 1 is none."),
	needsApproval: z.boolean().describe("It is asked for, and booked once the teacher says yes."),
	waitlist: z.boolean().describe("One may wait for what is full."),
	decideHours: Whole.describe("How long the teacher has for that."),
	questions: z.array(Question),
	placeKind: PlaceKind,
	address: z.string(),
	seats: Whole,
	noticeMinutes: Whole,
	horizonDays: Whole,
	lastDay: Day.nullable(),
	cutoffMinutes: Whole,
	opensAt: At.nullable(),
	opening: z
		.object({ id: z.uuid(), name: z.string(), byTicket: z.boolean() })
		.nullable()
		.describe("What it waits for. With byTicket only people can book it, in the waiting room."),
}) satisfies z.ZodType<teachers.AppointmentType>;

const Link = z
	.string()
	.describe("The key to this one. Whoever has it may act on it, so keep it as you keep a password.");

export const Hold = z.object({
	hold: Link,
	startsAt: At,
	endsAt: At,
	heldUntil: At,
	extensionsLeft: Whole,
}) satisfies z.ZodType<bookings.Hold>;

export const Booked = z.object({
	ref: Link,
	startsAt: At,
	endsAt: At,
	decideUntil: At.exactOptional().describe(
		"Of what is only asked for so far: until when its teacher says yes or no.",
	),
}) satisfies z.ZodType<bookings.Booked>;
export const BookedSeries = z.object({ bookings: z.array(Booked) });
export const Cancelled = z.object({ state: z.literal("cancelled") });
export const CancelledSeries = z.object({
	cancelled: Whole,
	left: Whole.describe("How many begin too soon to be cancelled."),
});
export const CancelledIds = z.object({ cancelled: z.array(z.uuid()) });
export const MovedIds = z.object({
	moved: z.array(z.uuid()).describe("Who was told; none where it was there already."),
	startsAt: At,
	endsAt: At,
});
export const Decided = z.object({ state: z.enum(["confirmed", "declined"]) });
export const Attended = z.object({ state: z.enum(["completed", "no_show", "confirmed"]) });

export const SeriesDates = z.object({
	dates: z.array(
		z.object({
			startsAt: At,
			endsAt: At,
			isFree: z.boolean(),
			no: z
				.enum(Object.keys(refusals) as RefusalCode[])
				.nullable()
				.describe("Why not."),
		}) satisfies z.ZodType<bookings.SeriesDate>,
	),
});

/** A booking as programs are given it, and told of it. */
export const Booking = z.object({
	id: z.uuid(),
	state: z.enum(list.listedStates),
	startsAt: At,
	endsAt: At,
	teacher: z.string(),
	timeZone: Zone.describe("The teacher’s time zone."),
	type: z.string(),
	placeKind: PlaceKind,
	place: z.string(),
	name: z.string(),
	email: z.string(),
	answers: z.array(z.object({ label: z.string(), answer: z.union([z.string(), z.boolean()]) })),
	series: z.object({ nth: Whole, of: Whole }).nullable().describe("The third of eight."),
	missed: Whole.describe("How often they did not come to this teacher lately."),
	isUnreached: z.boolean().describe("A mail to them came back."),
	bookedAt: At,
	decideUntil: At.nullable().describe("Until when the teacher can say yes, where it was asked for."),
	decidedAt: At.nullable(),
	hasLapsed: z.boolean().describe("It was asked for, and nobody answered in time."),
	movedAt: At.nullable(),
	movedFrom: At.nullable(),
	movedByTeacher: z.boolean(),
	movedByHand: z.boolean().describe("The teacher chose that time, and did not come to it by another zone."),
	moveMessage: z.string().nullable(),
	cancelledAt: At.nullable(),
	cancelledByTeacher: z.boolean(),
	cancelReason: z.string().nullable(),
}) satisfies z.ZodType<list.ListedBooking>;

export const Bookings = z.object({
	bookings: z.array(Booking),
	next: z.string().nullable().describe("Send it as `after` for the next page; null on the last one."),
});

const Outside = z
	.array(
		z.object({
			id: z.uuid(),
			startsAt: At,
			endsAt: At,
			type: z.string(),
			name: z.string(),
			email: z.string(),
		}) satisfies z.ZodType<rules.OutsideBooking>,
	)
	.describe("Bookings to come that would not be offered any more. They stand.");

const Schedule = z.object({
	id: z.uuid(),
	name: z.string(),
	isUsual: z.boolean(),
	version: Whole,
	spans: z.array(desk.Span),
	ownDays: z.array(rules.OwnDay),
	types: z.array(z.string()),
}) satisfies z.ZodType<rules.Schedule>;

export const Rules = z.object({
	handle: z.string(),
	timeZone: Zone,
	version: Whole,
	region: z.string().nullable(),
	worked: z.array(z.string()),
	holidays: z.array(z.object({ day: Day, name: z.string() })),
	schedules: z.array(Schedule),
	absences: z.array(z.object({ id: z.uuid(), startsAt: At, endsAt: At, note: z.string(), version: Whole })),
	outside: Outside,
	coming: Whole,
	nextAt: At.nullable(),
}) satisfies z.ZodType<rules.Rules>;

export const SavedSchedule = z.object({ schedule: Schedule, outside: Outside });
export const SavedAbsence = z.object({ version: Whole, outside: Outside });
export const LeftOutside = z.object({ outside: Outside });
export const Types = z.object({ types: z.array(SaveType) });
export const SavedType = z.object({ type: SaveType, outside: Outside });

/** Every "no": see docs/refusals.md. */
export const Refused = z.object({
	error: z.object({
		code: z.string(),
		message: z.string().describe("For people. Decide by the code."),
		fields: z.record(z.string(), z.string()).optional().describe("With INVAL: what to mend, by field."),
		nearest: z.array(Slot).optional().describe("Free times near the one that was asked for."),
		startsAt: At.optional().describe(
			"Of a series: the first of its dates that is not offered, or else the first that is not to be had.",
		),
		retryAfter: z.number().optional().describe("In so many seconds."),
	}),
});
