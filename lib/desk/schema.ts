import { z } from "zod";
import { Email } from "../bookings/field-schema.ts";

const minutes = {
	startsMinute: z.int().min(0).max(1435),
	endsMinute: z.int().min(5).max(1440),
};
const ends = (hours: { startsMinute: number; endsMinute: number }) => hours.startsMinute < hours.endsMinute;

/** Hours on some day, in minutes after local midnight. */
export const Hours = z.strictObject(minutes).refine(ends, "Hours end after they start.");

/** Hours on one weekday (1 is Monday, 7 is Sunday), in minutes after local midnight: 540 to 1020 is 9:00 to 17:00. */
export const Span = z
	.strictObject({ weekday: z.int().min(1).max(7), ...minutes })
	.refine(ends, "Hours end after they start.");
export type Span = z.infer<typeof Span>;

/** `POST /api/sign-in-codes` and `POST /api/sign-ins` */
export const AskCode = z.strictObject({ email: Email });
export const SignIn = z.strictObject({
	email: Email,
	code: z
		.string()
		.trim()
		.regex(/^\d{6}$/, "The code has six digits."),
});

/** What the desk opens with. */
export type Desk = {
	handle: string;
	name: string;
	school: string;
	timeZone: string;
	/** Whether any hours are said, of a week or of a day to come, in whichever schedule. */
	hasHours: boolean;
	/** How many wait for an answer, until when the first of them does, and how many ran out this week without one. */
	requests: { waiting: number; decideUntil: string | null; lapsed: number };
	/** How many calendars from elsewhere cannot be read, and how many bookings lie outside what is offered and are not settled. */
	brokenFeeds: number;
	outside: number;
};

/** Whether no two of them overlap on one day. */
export function apart(spans: Span[]): boolean {
	return spans.every((a, i) =>
		spans
			.slice(i + 1)
			.every(
				(b) => a.weekday !== b.weekday || a.endsMinute <= b.startsMinute || b.endsMinute <= a.startsMinute,
			),
	);
}

/**
 * What keeps somebody from leaving, in `error.ahead`; `begun`: how many of the bookings nobody can cancel any more; `until`: the end of
 * the last one.
 */
export type Ahead = {
	bookings: number;
	begun: number;
	holds: number;
	openings: number;
	mails: number;
	until: string | null;
};
