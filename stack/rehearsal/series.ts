import type { Tick } from "./families/families.ts";
import type { Series } from "./run.ts";
import { stretches } from "./stretches.ts";
import type { Look } from "./watch.ts";

type Seen = {
	ticks: Tick[];
	looks: Look[];
	edge: number[];
	origin: number[];
	/** In ms since 1970: the bell, and the second that `edge` and `origin` begin with. */
	opensAt: number;
	from: number;
};

/** What was seen each second, side by side. */
export function seriesOf({ ticks, looks, edge, origin, opensAt, from }: Seen): Series {
	const first = Math.floor(from / 1_000);
	const seconds = edge.map((_, i) => first + i);
	const tickAt = new Map(ticks.map((tick) => [Math.floor(tick.second.at / 1_000), tick]));
	const lookAt = new Map(looks.map((look) => [Math.floor(look.at / 1_000), look]));
	const busyAt = new Map(stretches(looks).map(({ until, share }) => [Math.floor(until / 1_000), share]));
	// A timer that comes a little late skips a second; what stands is what stood.
	const ticked = filled(seconds.map((second) => tickAt.get(second)));
	const looked = filled(seconds.map((second) => lookAt.get(second)));
	// When all have gone home, what they came to still stands, and nothing is answered any more.
	const gone = seconds.findLastIndex((second) => tickAt.has(second));
	const stood = <Value>(pick: (tick: Tick) => Value, none: Value): Value[] =>
		ticked.map((tick) => (tick ? pick(tick) : none));
	const of = <Value>(pick: (tick: Tick) => Value, none: Value): Value[] =>
		ticked.map((tick, i) => (tick && i <= gone ? pick(tick) : none));
	const come = stood(({ come }) => come, 0);
	return {
		from: first - Math.round(opensAt / 1_000),
		arrivals: come.map((count, i) => Math.max(0, count - (come[i - 1] ?? 0))),
		waiting: stood(({ waiting }) => waiting, 0),
		inside: stood(({ inside }) => inside, 0),
		booked: stood(({ booked }) => booked, 0),
		freeSeats: stood<number | null>(({ freeSeats }) => freeSeats, null),
		edge,
		origin,
		failed: of(({ second }) => second.failed, 0),
		apiP50: of<number | null>(({ second }) => second.apiP50, null),
		apiP95: of<number | null>(({ second }) => second.apiP95, null),
		apiP99: of<number | null>(({ second }) => second.apiP99, null),
		pageP95: of<number | null>(({ second }) => second.pageP95, null),
		connections: looked.map((look) => look?.connections ?? 0),
		queue: looked.map((look) => look?.queue ?? 0),
		busy: seconds.map((second) => busyAt.get(second) ?? null),
		lateP99: of<number | null>(({ second }) => second.lateP99, null),
	};
}

function filled<Value>(values: (Value | undefined)[]): (Value | undefined)[] {
	let last: Value | undefined;
	return values.map((value) => {
		last = value ?? last;
		return last;
	});
}

/** The highest mean over a minute; over all, where it was shorter. */
export function busiestMinute(bySecond: number[]): number {
	const width = Math.min(60, bySecond.length);
	if (width === 0) return 0;
	let sum = bySecond.slice(0, width).reduce((all, each) => all + each, 0);
	let most = sum;
	for (let i = width; i < bySecond.length; i++) {
		sum += (bySecond[i] ?? 0) - (bySecond[i - width] ?? 0);
		most = Math.max(most, sum);
	}
	return most / width;
}

const fiveMinutes = 5;

/**
 * The highest rate that was kept for five minutes: what each of five minutes in a row had at least, in the mean. Null
 * where there are no five.
 */
export function heldForFiveMinutes(bySecond: number[]): number | null {
	let most: number | null = null;
	for (let i = 0; i + fiveMinutes * 60 <= bySecond.length; i++) {
		const minutes = Array.from({ length: fiveMinutes }, (_, n) =>
			busiestMinute(bySecond.slice(i + n * 60, i + (n + 1) * 60)),
		);
		most = Math.max(most ?? 0, Math.min(...minutes));
	}
	return most;
}

/** How often a second those who wait would look, as they do: a tenth as often until two minutes before the bell. */
export function looksWanted(
	ticks: Tick[],
	{ opensAt, lookMs }: { opensAt: number; lookMs: number },
): number[] {
	return ticks.map(({ waiting, second }) => {
		const paceMs = second.at < opensAt - 120_000 ? 10 * lookMs : lookMs;
		return (waiting * 1_000) / paceMs;
	});
}
