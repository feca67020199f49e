import { z } from "zod";
import { Duration } from "../bookings/field-schema.ts";
import { Handle } from "../teachers/schema.ts";
import { daysBetween } from "../time.ts";
import { colours } from "./colours.ts";
import { PlaceKind, Question, Text } from "./question-schema.ts";
import { Day } from "./schema.ts";

const Whole = (least: number, most: number, range = `Give a whole number from ${least} to ${most}.`) =>
	z.int(range).min(least, range).max(most, range);
const upTo4Hours = Whole(0, 240, "At most 4 hours.");
const upTo30Days = Whole(0, 43_200, "At most 30 days.");
const tenMinutesOrMore = Whole(10, 43_200, "Between 10 minutes and 30 days.");

export type { Question } from "./question-schema.ts";

const today = () => new Date().toISOString().slice(0, 10);

const fields = z.strictObject({
	handle: Handle,
	name: Text(120).min(1, "Please name it."),
	description: Text(2_000),
	scheduleId: z.uuid("Please choose a schedule.").toLowerCase(),
	durationMinutes: Duration,
	otherDurations: z.array(Duration).max(6, "At most six other durations."),
	stepMinutes: Duration,
	seats: Whole(1, 500),
	bufferBeforeMinutes: upTo4Hours,
	bufferAfterMinutes: upTo4Hours,
	noticeMinutes: upTo30Days,
	horizonDays: Whole(1, 730),
	firstDay: Day.nullable(),
	lastDay: Day.nullable(),
	cutoffMinutes: upTo30Days,
	holdMinutes: Whole(1, 60),
	bookerCap: Whole(1, 100).nullable(),
	noShowLimit: Whole(1, 20).nullable(),
	dayCap: Whole(1, 200).nullable(),
	weekCap: Whole(1, 1_000).nullable(),
	seriesCap: Whole(1, 52),
	needsApproval: z.boolean(),
	decideHours: Whole(1, 336, "Between an hour and 14 days."),
	// Two that are the same are one.
	reminderMinutes: z
		.array(tenMinutesOrMore)
		.max(4, "At most four reminders.")
		.transform((all) => [...new Set(all)].sort((a, b) => b - a)),
	followUpMinutes: tenMinutesOrMore.nullable(),
	followUpText: Text(1_000),
	waitlist: z.boolean(),
	placeKind: PlaceKind,
	place: Text(500),
	questions: z
		.array(Question)
		.max(10, "At most ten questions.")
		.refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "Two questions have one id."),
	isHidden: z.boolean(),
	colour: z.enum(colours),
	position: z.int().min(0).max(10_000),
});

/** `PUT /api/types`: a new one has version 0 and an id that its form made. Lengths are minutes. */
export const SaveType = fields
	.extend({ id: z.uuid("This is not an id.").toLowerCase(), version: z.int().min(0).max(2_147_483_647) })
	.refine(({ needsApproval, seriesCap }) => !needsApproval || seriesCap === 1, {
		message: "What waits for your yes is asked for one by one: give 1.",
		path: ["seriesCap"],
	})
	.refine(({ followUpMinutes, followUpText }) => followUpMinutes === null || followUpText !== "", {
		message: "Please write what they are told.",
		path: ["followUpText"],
	})
	.refine(({ firstDay, lastDay }) => (firstDay === null) === (lastDay === null), {
		message: "Give both days or none.",
		path: ["lastDay"],
	})
	.refine(({ firstDay, lastDay }) => !firstDay || !lastDay || daysBetween(firstDay, lastDay) >= 0, {
		message: "The last day comes after the first.",
		path: ["lastDay"],
	})
	.refine(({ firstDay, lastDay }) => !firstDay || !lastDay || daysBetween(firstDay, lastDay) <= 730, {
		message: "At most two years.",
		path: ["lastDay"],
	})
	// As far as a horizon goes, and holidays and calendars from elsewhere are known. Somewhere it is tomorrow already.
	.refine(({ lastDay }) => !lastDay || daysBetween(today(), lastDay) <= 731, {
		message: "At most two years ahead.",
		path: ["lastDay"],
	});
/** A type as its desk sees and saves it. */
export type DeskType = z.infer<typeof SaveType>;

const Id = z.uuid("This is not an id.").toLowerCase();

/** `POST /api/retirements`, `POST /api/restorations` */
export const OneType = z.strictObject({ type: Id });

/** `PUT /api/type-order`: those that are not named come after these, as they were. */
export const OrderTypes = z.strictObject({ types: z.array(Id).max(100, "At most a hundred types.") });
