import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { everyHour, type SpanWish } from "./import-wish.ts";
import { plainly, type Rules } from "./oracle.ts";

const minute = 60_000;

/** Zones that catch people out. */
const tricky = [
	"Australia/Lord_Howe",
	"Antarctica/Troll",
	"Europe/Dublin",
	"Africa/Casablanca",
	"Africa/El_Aaiun",
	"Africa/Cairo",
	"America/Nuuk",
	"Pacific/Apia",
	"Asia/Kathmandu",
	"Pacific/Chatham",
	"America/St_Johns",
	"Asia/Gaza",
	"America/Santiago",
	"Pacific/Kiritimati",
];

/** Any rules in any of these zones, every second time in one that catches people out; and a window of them, `[from, until)`. */
export function rulesAndWindow(zones: string[]): fc.Arbitrary<[Rules, number, number]> {
	return someRules(zones).chain((rules) =>
		aWindow(rules.zone).chain(([from, length]) =>
			fc.tuple(withDays(rules, from, from + length), fc.constant(from), fc.constant(from + length)),
		),
	);
}

/** Any rules with all that goes with them, in and around `[from, until)`. */
export const rulesAround = (zones: string[], from: number, until: number): fc.Arbitrary<Rules> =>
	someRules(zones).chain((rules) => withDays(rules, from, until));

/** When one may book, and what duration there is beside the usual one; `dates` are the first day from today, and how many. */
export const anyTimes = fc.record({
	notice: fc.constantFrom(0, 0, 120, 2 * 1440),
	horizon: fc.constantFrom(2, 5, 60, 60),
	dates: fc.oneof(
		{ weight: 4, arbitrary: fc.constant(null) },
		{
			weight: 1,
			arbitrary: fc.tuple(fc.integer({ min: -2, max: 5 }), fc.integer({ min: 1, max: 10 })) as fc.Arbitrary<
				[number, number]
			>,
		},
	),
	otherDuration: fc.integer({ min: 5, max: 240 }),
});

/** The same rules with days of their own, holidays, and time that is the teacher's, in and around a window. */
function withDays(rules: Rules, from: number, until: number): fc.Arbitrary<Rules> {
	const aDay = fc
		.integer({ min: -1, max: Math.ceil((until - from) / 86_400_000) })
		.map((n) => new Date(from + n * 86_400_000).toISOString().slice(0, 10));
	return fc
		.record({
			...Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, fc.constant(value)])),
			overrides: fc.uniqueArray(fc.record({ day: aDay, spans: someSpans }), {
				selector: ({ day }) => day,
				maxLength: 3,
			}),
			holidays: fc.uniqueArray(
				fc.record({
					day: aDay,
					name: fc.constantFrom("New Year", "Harvest", "Founders' Day"),
					isWorked: fc.constant(false),
				}),
				{ selector: ({ day, name }) => `${day} ${name}`, maxLength: 3 },
			),
			worked: fc.subarray(["New Year", "Harvest"]),
			own: fc.array(
				fc
					.tuple(
						fc.integer({ min: from - 720 * minute, max: until + 720 * minute }),
						fc.integer({ min: 1, max: 2 * 1440 }),
						fc.boolean(),
					)
					.map(([at, minutes, isFed]) => ({ from: at, until: at + minutes * minute, isFed })),
				{ maxLength: 3 },
			),
			dayCap: fc.constantFrom(null, null, 1, 3),
			weekCap: fc.constantFrom(null, null, 2, 10),
		})
		.map(({ worked, ...all }) => {
			const made = all as unknown as Rules;
			return {
				...made,
				holidays: made.holidays.map((each) => ({ ...each, isWorked: worked.includes(each.name) })),
			};
		});
}

function someRules(zones: string[]): fc.Arbitrary<Rules> {
	const caught = tricky.filter((zone) => zones.includes(zone));
	return fc.record({
		zone: fc.oneof(fc.constantFrom(...caught), fc.constantFrom(...zones)),
		spans: fc.oneof({ weight: 3, arbitrary: aWeek }, { weight: 1, arbitrary: fc.constant(everyHour) }),
		duration: fc.oneof(fc.constantFrom(15, 30, 45, 60, 90), fc.integer({ min: 5, max: 720 })),
		step: fc.oneof(fc.constantFrom(10, 15, 30, 60), fc.integer({ min: 5, max: 720 })),
		seats: fc.constantFrom(1, 1, 2, 5),
		before: fc.constantFrom(0, 0, 10, 240),
		after: fc.constantFrom(0, 0, 15, 240),
		...Object.fromEntries(Object.entries(plainly).map(([name, value]) => [name, fc.constant(value)])),
	}) as fc.Arbitrary<Rules>;
}

/** Half of the windows lie around a change of the clocks, where every mistake lives. */
const aWindow = (zone: string) =>
	fc.tuple(
		fc.oneof(
			fc
				.date({ min: new Date("2024-01-01Z"), max: new Date("2030-12-20Z"), noInvalidDate: true })
				.map((date) => date.getTime()),
			fc.tuple(fc.nat(), fc.integer({ min: -4 * 1440, max: 1440 })).map(([n, near]) => {
				const all = changes(zone);
				return all.length ? (all[n % all.length] as number) + near * minute : Date.UTC(2027, 0, 1);
			}),
		),
		fc
			.oneof(fc.integer({ min: 1, max: 3 * 1440 }), fc.integer({ min: 1440, max: 10 * 1440 }))
			.map((n) => n * minute),
	);

const known = new Map<string, number[]>();

/** When a zone's clocks change from 2024 to 2030. */
function changes(zone: string): number[] {
	let found = known.get(zone);
	if (found) return found;
	found = [];
	known.set(zone, found);
	let next = Temporal.ZonedDateTime.from(`2024-01-01T00:00Z[${zone}]`).getTimeZoneTransition("next");
	while (next && next.year <= 2030) {
		found.push(next.epochMilliseconds);
		next = next.getTimeZoneTransition("next");
	}
	return found;
}

const someSpans = fc
	.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 4 })
	.map((marks) => inPairs(marks).map(([starts_minute, ends_minute]) => ({ starts_minute, ends_minute })));

/** From when to when; a mark without a partner is left out. */
function inPairs(marks: number[]): [number, number][] {
	const sorted = marks.toSorted((a, b) => a - b);
	return sorted.flatMap((mark, i) =>
		i % 2 === 0 && i + 1 < sorted.length ? [[mark, sorted[i + 1] as number] as [number, number]] : [],
	);
}

/** Hours of a week that do not overlap, on any minute, some of them all day. */
const aWeek: fc.Arbitrary<SpanWish[]> = fc
	.array(
		fc.tuple(
			fc.integer({ min: 1, max: 7 }),
			fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 }),
		),
		{
			minLength: 1,
			maxLength: 7,
		},
	)
	.map((days) =>
		[...new Map(days)].flatMap(([weekday, marks]) =>
			inPairs(marks).map(([starts_minute, ends_minute]) => ({ weekday, starts_minute, ends_minute })),
		),
	);
export type Wish = {
	slot: number;
	shift: number;
	ours: boolean;
	buffers: number[];
	used: number;
	state: string;
};
/** An appointment at or near one of the offered starts. */
export const anAppointment: fc.Arbitrary<Wish> = fc.record({
	slot: fc.nat(),
	shift: fc.constantFrom(0, 0, 0, 0, 7, -20, 45),
	ours: fc.boolean(),
	buffers: fc.constantFrom([0, 0], [15, 0], [0, 30]),
	used: fc.integer({ min: 1, max: 5 }),
	state: fc.constantFrom("confirmed", "confirmed", "held", "lapsed", "cancelled"),
});
