import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { readCalendar } from "../../lib/feeds/read-calendar.ts";
import { calendar, event } from "../support/ics.ts";

const from = Date.parse("2026-11-01T00:00:00Z");
const until = from + 800 * 86_400_000;
const days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

type Rule = {
	zone: string;
	start: Temporal.PlainDateTime;
	freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
	interval: number;
	weekdays: number[];
	end: { count?: number; until?: number };
	without: number[];
};

const rules: fc.Arbitrary<Rule> = fc.record({
	zone: fc.constantFrom(
		...[
			"Europe/Berlin",
			"America/New_York",
			"Asia/Kathmandu",
			"Australia/Lord_Howe",
			"Antarctica/Troll",
			"UTC",
		],
		...["Africa/Cairo", "Pacific/Apia", "America/Nuuk"],
	),
	start: fc
		.record({
			year: fc.integer({ min: 1995, max: 2028 }),
			month: fc.integer({ min: 1, max: 12 }),
			day: fc.integer({ min: 1, max: 31 }),
			hour: fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.integer({ min: 0, max: 23 })),
			minute: fc.constantFrom(0, 15, 30),
		})
		.map((fields) => Temporal.PlainDateTime.from(fields)),
	freq: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
	interval: fc.integer({ min: 1, max: 5 }),
	weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
	end: fc.oneof(
		fc.constant({}),
		fc.record({ count: fc.integer({ min: 1, max: 500 }) }),
		fc.record({ until: fc.integer({ min: 0, max: 900 }).map((n) => from + n * 86_400_000) }),
	),
	without: fc.array(fc.nat(40), { maxLength: 6 }),
});

/** What the rule means, step by step from its very beginning. */
function* occurrences({ start, freq, interval, weekdays, end }: Rule, zone: string): Generator<number> {
	const instant = (at: Temporal.PlainDateTime) => at.toZonedDateTime(zone).epochMilliseconds;
	const given = freq === "WEEKLY" && weekdays.length ? weekdays : [start.dayOfWeek];
	const monday = start.subtract({ days: start.dayOfWeek - 1 });
	let left = end.count ?? Number.POSITIVE_INFINITY;
	for (let n = 0; left > 0; n++) {
		const steps =
			freq === "WEEKLY"
				? given.toSorted((a, b) => a - b).map((day) => monday.add({ days: 7 * n * interval + day - 1 }))
				: [
						start.add(
							{
								DAILY: { days: n * interval },
								MONTHLY: { months: n * interval },
								YEARLY: { years: n * interval },
							}[freq],
						),
					];
		for (const at of steps) {
			// A month or a year without that day is left out.
			if (freq !== "WEEKLY" && freq !== "DAILY" && at.day !== start.day) continue;
			if (Temporal.PlainDateTime.compare(at, start) < 0) continue;
			const ms = instant(at);
			// The start is one, whatever the rule says.
			const isOver = ms > (end.until ?? Number.POSITIVE_INFINITY) && !at.equals(start);
			if (ms >= until || isOver || left-- <= 0) return;
			yield ms;
		}
	}
}

test("rules, their ends and their exceptions give what Temporal gives, in every zone and however long ago they began", () => {
	const stamp = (at: Temporal.PlainDateTime) =>
		`${at.toString({ smallestUnit: "second" }).replace(/[-:]/g, "")}`;
	const utc = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.000/g, "");
	let seen = 0;
	fc.assert(
		fc.property(rules, (rule) => {
			const { zone, freq, interval, end } = rule;
			// A start that is no beat of its own rule means what nobody has agreed on.
			const weekdays = rule.weekdays.length ? [...new Set([...rule.weekdays, rule.start.dayOfWeek])] : [];
			const all = [...occurrences({ ...rule, weekdays }, zone)];
			const gone = rule.without.map((n) => all.at(-1 - n)).filter((ms) => ms !== undefined);
			const expected = all.filter((ms) => ms + 600_000 > from && !gone.includes(ms));
			const { times, trouble } = readCalendar(
				calendar(
					event(
						`DTSTART;TZID=${zone}:${stamp(rule.start)}`,
						"DURATION:PT10M",
						[
							...[`RRULE:FREQ=${freq}`, `INTERVAL=${interval}`],
							...(freq === "WEEKLY" && weekdays.length
								? [`BYDAY=${weekdays.map((day) => days[day - 1])}`]
								: []),
							...(end.count ? [`COUNT=${end.count}`] : []),
							...(end.until ? [`UNTIL=${utc(end.until)}`] : []),
						].join(";"),
						...gone.map((ms) => `EXDATE:${utc(ms)}`),
					),
				),
				{ from, until, zone: "Europe/Berlin", host: "book.example.org" },
			);
			expect(trouble).toBeNull();
			expect(times.map((time) => new Date(time.from).toISOString())).toEqual(
				expected.map((ms) => new Date(Math.max(ms, from)).toISOString()),
			);
			seen += times.length;
		}),
		{ numRuns: 150 },
	);
	expect(seen).toBeGreaterThan(1_000);
});
