import { z } from "zod";
import { Instant, TimeZone } from "../bookings/field-schema.ts";
import { apart, Hours, Span } from "../desk/schema.ts";

const Version = z.int().min(0).max(2_147_483_647);
const Id = z.uuid("This is not an id.").toLowerCase();
const Name = z.string().trim().min(1, "Please name it.").max(60, "A name has at most 60 characters.");

/** A day of the teacher's calendar, such as `2026-12-24`. */
export const Day = z.iso
	.date("Use a day such as 2026-12-24.")
	.regex(/^20\d\d-/, "Use a year from 2000 to 2099.");

/** A day that is not as usual: its hours, of which there may be none. */
export const OwnDay = z.strictObject({
	day: Day,
	spans: z
		.array(Hours)
		.max(10, "At most ten spans a day.")
		.refine((spans) => apart(spans.map((span) => ({ ...span, weekday: 1 }))), "Two spans overlap."),
});
export type OwnDay = z.infer<typeof OwnDay>;

/** `PUT /api/schedules`: a new one has version 0 and an id that its form made. */
export const SaveSchedule = z.strictObject({
	schedule: Id,
	version: Version,
	name: Name,
	spans: z.array(Span).max(70, "At most ten spans a day.").refine(apart, "Two spans on one day overlap."),
	ownDays: z
		.array(OwnDay)
		.max(400, "At most 400 days of their own.")
		.refine((days) => new Set(days.map(({ day }) => day)).size === days.length, "A day is there twice."),
	/** True makes it the usual one instead of another. */
	isUsual: z.boolean().default(false),
});
export type SaveSchedule = z.infer<typeof SaveSchedule>;

/** `POST /api/schedule-removals`: the version that was seen; left out, it goes whatever it is. */
export const DropSchedule = z.strictObject({ schedule: Id, version: Version.optional() });
export type DropSchedule = z.infer<typeof DropSchedule>;

/** `PUT /api/absences`: a new one has version 0 and an id that its form made. */
export const SaveAbsence = z
	.strictObject({
		absence: Id,
		version: Version,
		startsAt: Instant,
		endsAt: Instant,
		note: z.string().trim().max(200, "A note has at most 200 characters.").default(""),
	})
	.refine(({ startsAt, endsAt }) => startsAt < endsAt, {
		message: "An absence ends after it starts.",
		path: ["endsAt"],
	});
export type SaveAbsence = z.infer<typeof SaveAbsence>;

/** `POST /api/absence-removals`: the version that was seen; left out, it goes whatever it is. */
export const DropAbsence = z.strictObject({ absence: Id, version: Version.optional() });
export type DropAbsence = z.infer<typeof DropAbsence>;

/** A country, a part of it, a part of that. */
export const regionCode = /^[A-Z]{2}(-[A-Za-z0-9]{1,10}){0,2}$/;

/** `PUT /api/holidays`: whose holidays are days off, and the names of those that are not. */
export const SaveHolidays = z.strictObject({
	version: Version,
	region: z.string().regex(regionCode, "A region looks like DE, DE-BY or DE-BY-A.").nullable(),
	worked: z.array(z.string().min(1).max(200)).max(100, "At most a hundred holidays."),
});
export type SaveHolidays = z.infer<typeof SaveHolidays>;

/** `POST /api/zone-changes`: what is booked stays when it is, or moves to the same time by the new clock. */
export const ChangeZone = z.strictObject({
	version: Version,
	timeZone: TimeZone,
	bookings: z.enum(["stay", "move"], "Choose stay or move."),
});
export type ChangeZone = z.infer<typeof ChangeZone>;

/** `POST /api/kept-bookings`: bookings that stay, though the hours do not offer their times any more. */
export const KeepBookings = z.strictObject({ bookings: z.array(Id).min(1).max(200) });

export type Schedule = {
	id: string;
	name: string;
	/** The one that a new appointment type has. */
	isUsual: boolean;
	version: number;
	spans: Span[];
	ownDays: OwnDay[];
	/** Names of the types that have it. */
	types: string[];
};

export type Absence = { id: string; startsAt: string; endsAt: string; note: string; version: number };
export type Holiday = { day: string; name: string };

/** A booking to come that the rules would not offer any more. */
export type OutsideBooking = {
	id: string;
	startsAt: string;
	endsAt: string;
	type: string;
	name: string;
	email: string;
};

/** All that decides when a teacher can be booked. */
export type Rules = {
	handle: string;
	timeZone: string;
	/** Of the zone and the holidays. */
	version: number;
	region: string | null;
	worked: string[];
	holidays: Holiday[];
	schedules: Schedule[];
	absences: Absence[];
	outside: OutsideBooking[];
	/** How many bookings are to come, and when the first of them begins. */
	coming: number;
	nextAt: string | null;
};
