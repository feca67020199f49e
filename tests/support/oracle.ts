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
};

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
	const last = at(until, zone).toPlainDate();
	for (
		let day = at(from, zone).toPlainDate();
		Temporal.PlainDate.compare(day, last) <= 0;
		day = day.add({ days: 1 })
	) {
		for (const span of rules.spans.filter(({ weekday }) => weekday === day.dayOfWeek)) {
			for (
				let minute = span.starts_minute;
				minute + rules.duration <= span.ends_minute;
				minute += rules.step
			) {
				const start = onTheWall(day, minute, zone);
				if (!start || start.epochMilliseconds < from || start.epochMilliseconds >= until) continue;
				const end = start.add({ minutes: rules.duration });
				const closes = day.toPlainDateTime().add({ minutes: span.ends_minute });
				if (Temporal.PlainDateTime.compare(end.toPlainDateTime(), closes) > 0) continue;
				offers.push({ start: start.epochMilliseconds, end: end.epochMilliseconds, seats: rules.seats });
			}
		}
	}
	return offers.sort((a, b) => a.start - b.start);
}

/** What of it is still free, given all that is taken. */
export function free(rules: Rules, from: number, until: number, taken: Taken[]): Offer[] {
	return offered(rules, from, until).flatMap((offer) => {
		const standing =
			rules.seats > 1
				? taken.find(({ ours, start, end }) => ours && start === offer.start && end === offer.end)
				: undefined;
		if (standing) return standing.left > 0 ? [{ ...offer, seats: standing.left }] : [];
		const busyFrom = offer.start - rules.before * 60_000;
		const busyUntil = offer.end + rules.after * 60_000;
		return taken.some((one) => one.busyFrom < busyUntil && busyFrom < one.busyUntil) ? [] : [offer];
	});
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
