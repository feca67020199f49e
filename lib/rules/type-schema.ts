import { z } from "zod";
import { Duration } from "../bookings/schema.ts";
import { Handle } from "../teachers/schema.ts";
import { daysBetween } from "../time.ts";
import { PlaceKind, Question, Text } from "./question-schema.ts";
import { Day } from "./schema.ts";

const Minutes = (most: number) => z.int().min(0).max(most);
const Cap = (most: number) => z.int().min(1).max(most).nullable();

export type { Question } from "./question-schema.ts";

export const colours = ["blue", "green", "red", "orange", "purple", "teal", "pink", "grey"] as const;

const fields = z.strictObject({
	handle: Handle,
	name: Text(120).min(1, "Please name it."),
	description: Text(2_000),
	scheduleId: z.uuid().toLowerCase(),
	durationMinutes: Duration,
	otherDurations: z.array(Duration).max(6, "At most six other durations."),
	stepMinutes: Duration,
	seats: z.int().min(1).max(500),
	bufferBeforeMinutes: Minutes(240),
	bufferAfterMinutes: Minutes(240),
	noticeMinutes: Minutes(43_200),
	horizonDays: z.int().min(1).max(730),
	firstDay: Day.nullable(),
	lastDay: Day.nullable(),
	cutoffMinutes: Minutes(43_200),
	holdMinutes: z.int().min(1).max(60),
	bookerCap: Cap(100),
	dayCap: Cap(200),
	weekCap: Cap(1_000),
	seriesCap: z.int().min(1).max(52),
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
	});
/** A type as its desk sees and saves it. */
export type DeskType = z.infer<typeof SaveType>;

/** `POST /api/retirements` */
export const OneType = z.strictObject({ type: z.uuid("This is not an id.").toLowerCase() });
