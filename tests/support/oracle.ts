import { Temporal } from "temporal-polyfill";
import type { SpanWish } from "./import-wish.ts";

/** What decides a teacher's offer; lengths are minutes. */
export type Rules = {
	zone: string;
	spans: SpanWish[];
	duration: number;
	step: number;
	seats: number;
	before: number;
	after: number;
	/** Days with hours of their own, as `2026-12-24`. */
	overrides: { day: string; spans: Omit<SpanWish, "weekday">[] }[];
	/** Of the teacher's region; `isWorked` where the teacher works on holidays of that name. */
	holidays: { day: string; name: string; isWorked: boolean }[];
	/** Absences and, where `isFed`, what calendars from elsewhere have, in ms since 1970. */
	own: { from: number; until: number; isFed?: boolean }[];
	dayCap: number | null;
	weekCap: number | null;
};

/** Rules with nothing but weekly hours. */
export const plainly = { overrides: [], holidays: [], own: [], dayCap: null, weekCap: null };

/** Time that is taken: `busy` with its buffers, by an appointment of this type or of another. */
export type Taken = {
	start: number;
	end: number;
	busyFrom: number;
	busyUntil: number;
	ours: boolean;
	left: number;
};

export type Offer = { start: number; end: number; seats: number };

/**
 * What is offered in `[from, until)`, in milliseconds since 1970, told the long way round by Temporal: day by day on
 * the teacher's wall, minute by minute, with nothing shared with the SQL but the sentences of 0003-slots-are-computed.
 */
export function offered(rules: Rules, from: number, until: number): Offer[] {
	const { zone } = rules;
	const offers: Offer[] = [];
	const offer = (start: number, end: number) => {
		const busyFrom = start - rules.before * 60_000;
		const busyUntil = end + rules.after * 60_000;
		if (rules.own.some((own) => own.from < busyUntil && busyFrom < own.until)) return;
		offers.push({ start, end, seats: rules.seats });
	};
	const last = at(until, zone).toPlainDate();
	for (
		let day = at(from, zone).toPlainDate();
		Temporal.PlainDate.compare(day, last) <= 0;
		day = day.add({ days: 1 })
	) {
		const midnight = day.toZonedDateTime(zone);
		const isPlain = isItself(day, zone) && isItself(day.add({ days: 1 }), zone) && midnight.hoursInDay === 24;
		for (const span of hoursOf(rules, day)) {
			for (
				let minute = span.starts_minute;
				minute + rules.duration <= span.ends_minute;
				minute += rules.step
			) {
				// No clock is changed by so much in a day: looked at no closer, for haste alone.
				const roughly = midnight.epochMilliseconds + minute * 60_000;
				if (roughly < from - 5 * hour || roughly > until + 5 * hour) continue;
				// And on a day without any change there is nothing to look at.
				if (isPlain) {
					if (roughly >= from && roughly < until) offer(roughly, roughly + rules.duration * 60_000);
					continue;
				}
				const start = onTheWall(day, minute, zone);
				if (!start || start.epochMilliseconds < from || start.epochMilliseconds >= until) continue;
				const end = start.add({ minutes: rules.duration });
				const closes = day.toPlainDateTime().add({ minutes: span.ends_minute });
				if (Temporal.PlainDateTime.compare(end.toPlainDateTime(), closes) > 0) continue;
				offer(start.epochMilliseconds, end.epochMilliseconds);
			}
		}
	}
	return offers.sort((a, b) => a.start - b.start);
}

/** A day's own hours; else none on a holiday; else those of its weekday. Hours that touch are one. */
function hoursOf({ spans, overrides, holidays }: Rules, day: Temporal.PlainDate) {
	const own = overrides.find((each) => each.day === day.toString());
	if (own) return joined(own.spans);
	if (holidays.some((holiday) => holiday.day === day.toString() && !holiday.isWorked)) return [];
	return joined(spans.filter(({ weekday }) => weekday === day.dayOfWeek));
}

function joined(spans: Omit<SpanWish, "weekday">[]) {
	const all: { starts_minute: number; ends_minute: number }[] = [];
	for (const { starts_minute, ends_minute } of spans.toSorted((a, b) => a.starts_minute - b.starts_minute)) {
		const last = all.at(-1);
		if (last && last.ends_minute >= starts_minute) last.ends_minute = Math.max(last.ends_minute, ends_minute);
		else all.push({ starts_minute, ends_minute });
	}
	return all;
}

/** What of it is still free, given all that is taken. */
export function free(rules: Rules, from: number, until: number, taken: Taken[]): Offer[] {
	const day = (ms: number) => at(ms, rules.zone).toPlainDate();
	const monday = (ms: number) => day(ms).subtract({ days: day(ms).dayOfWeek - 1 });
	const ours = taken.filter((one) => one.ours);
	const [mostOnDay, mostInWeek] = [
		rules.dayCap ?? Number.POSITIVE_INFINITY,
		rules.weekCap ?? Number.POSITIVE_INFINITY,
	];
	const few = ours.length < Math.min(mostOnDay, mostInWeek);
	const stands = few ? [] : ours.map(({ start }) => [day(start), monday(start)] as const);
	const isFull = (start: number) => {
		if (few) return false;
		const [date, week] = [day(start), monday(start)];
		return (
			stands.filter(([day]) => day.equals(date)).length >= mostOnDay ||
			stands.filter(([, monday]) => monday.equals(week)).length >= mostInWeek
		);
	};
	return offered(rules, from, until).flatMap((offer) => {
		const standing =
			rules.seats > 1
				? taken.find(({ ours, start, end }) => ours && start === offer.start && end === offer.end)
				: undefined;
		if (standing) return standing.left > 0 ? [{ ...offer, seats: standing.left }] : [];
		if (isFull(offer.start)) return [];
		const busyFrom = offer.start - rules.before * 60_000;
		const busyUntil = offer.end + rules.after * 60_000;
		return taken.some((one) => one.busyFrom < busyUntil && busyFrom < one.busyUntil) ? [] : [offer];
	});
}

const hour = 3_600_000;

/** Whether a day begins at midnight, and is there at all. */
function isItself(day: Temporal.PlainDate, zone: string): boolean {
	return day.toZonedDateTime(zone).toPlainDateTime().equals(day.toPlainDateTime());
}

const at = (ms: number, zone: string) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

/** The instant of a local time; of two, the earlier; nothing for one that the clocks skip. */
function onTheWall(
	day: Temporal.PlainDate,
	minute: number,
	zone: string,
): Temporal.ZonedDateTime | undefined {
	const wall = day.toPlainDateTime().add({ minutes: minute });
	const zoned = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
	return zoned.toPlainDateTime().equals(wall) ? zoned : undefined;
}
