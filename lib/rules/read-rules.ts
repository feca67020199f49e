import { readSpan, type SpanAnswer } from "../desk/read-span.ts";
import { isoInstant } from "../instant.ts";
import type { OutsideBooking, OwnDay, Rules, Schedule } from "./schema.ts";

export type ScheduleAnswer = {
	id: string;
	name: string;
	is_usual: boolean;
	version: number;
	spans: SpanAnswer[];
	own_days: { day: string; spans: Omit<SpanAnswer, "weekday">[] }[];
	types: string[];
};

export type OutsideAnswer = Omit<OutsideBooking, "startsAt" | "endsAt"> & {
	starts_at: string;
	ends_at: string;
};

export type RulesAnswer = {
	handle: string;
	time_zone: string;
	version: number;
	holiday_region: string | null;
	worked_holidays: string[];
	holidays: { day: string; name: string }[];
	schedules: ScheduleAnswer[];
	absences: { id: string; starts_at: string; ends_at: string; note: string; version: number }[];
	outside: OutsideAnswer[];
	coming: number;
	next_at: string | null;
};

export function readRules(answer: RulesAnswer): Rules {
	return {
		handle: answer.handle,
		timeZone: answer.time_zone,
		version: answer.version,
		region: answer.holiday_region,
		worked: answer.worked_holidays,
		holidays: answer.holidays,
		schedules: answer.schedules.map(readSchedule),
		absences: answer.absences.map(withInstants),
		outside: answer.outside.map(withInstants),
		coming: answer.coming,
		nextAt: answer.next_at && isoInstant(answer.next_at),
	};
}

/** Of an edit; a database from before says nothing of retiring a type. */
export function readOutside(outside: OutsideAnswer[] = []): OutsideBooking[] {
	return outside.map(withInstants);
}

export function readSchedule({ is_usual, own_days, spans, ...schedule }: ScheduleAnswer): Schedule {
	return {
		...schedule,
		isUsual: is_usual,
		spans: spans.map(readSpan),
		ownDays: own_days.map((own) => ({
			day: own.day,
			spans: own.spans.map((span) => ({ startsMinute: span.starts_minute, endsMinute: span.ends_minute })),
		})),
	};
}

export function writeOwnDay({ day, spans }: OwnDay) {
	return {
		day,
		spans: spans.map(({ startsMinute, endsMinute }) => ({
			starts_minute: startsMinute,
			ends_minute: endsMinute,
		})),
	};
}

export function withInstants<Row extends { starts_at: string; ends_at: string }>({
	starts_at,
	ends_at,
	...row
}: Row) {
	return { ...row, startsAt: isoInstant(starts_at), endsAt: isoInstant(ends_at) };
}
