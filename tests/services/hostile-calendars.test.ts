import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readApart } from "../../lib/feeds/read-apart.ts";
import { readCalendar } from "../../lib/feeds/read-calendar.ts";
import { Unreadable } from "../../lib/feeds/unreadable.ts";
import { calendar, event } from "../support/ics.ts";

const from = Date.parse("2026-11-01");
const wish = { from, until: from + 800 * 86_400_000, zone: "Europe/Berlin", host: "book.example.org" };
const apart = (text: string) => readApart(Buffer.from(text), wish);

const zone = fc.constantFrom(
	"Europe/Berlin",
	"W. Europe Standard Time",
	"Moon",
	"__proto__",
	"",
	'"',
	"UTC+99",
);
const stamp = fc.constantFrom(
	...[
		"20261130T090000",
		"20261130T090000Z",
		"20261130",
		"00000000T000000",
		"99991231T235959Z",
		"19000101",
		"2026",
		"-1",
	],
);
const duration = fc.constantFrom("PT1H", "P1D", "-P1D", "P99999999999999W", "PT", "P1W2D", "x");
const rule = fc
	.record(
		{
			FREQ: fc.constantFrom(
				"SECONDLY",
				"MINUTELY",
				"HOURLY",
				"DAILY",
				"WEEKLY",
				"MONTHLY",
				"YEARLY",
				"NEVER",
			),
			INTERVAL: fc.constantFrom(0, 1, 7, -1, 999_999_999),
			COUNT: fc.constantFrom(0, 3, 999_999_999, "x"),
			UNTIL: stamp,
			BYDAY: fc.constantFrom("MO", "-1SU", "99MO", "XX", "MO,TU,WE", "5FR"),
			BYMONTHDAY: fc.constantFrom(31, -31, 0, 99, "1,2,3"),
			BYMONTH: fc.constantFrom(2, 13, 0, "1,12"),
			BYSETPOS: fc.constantFrom(1, -1, 400),
			BYHOUR: fc.constantFrom(0, 25, "1,2"),
			BYWEEKNO: fc.constantFrom(53, -53, 99),
			BYYEARDAY: fc.constantFrom(366, -366, 999),
		},
		{ requiredKeys: ["FREQ"] },
	)
	.map(
		(parts) =>
			`RRULE:${Object.entries(parts)
				.map((part) => part.join("="))
				.join(";")}`,
	);
const line = fc.oneof(
	fc
		.tuple(fc.constantFrom("DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"), zone, stamp)
		.map(([name, tzid, value]) => `${name}${tzid && `;TZID=${tzid}`}:${value}`),
	fc
		.tuple(fc.constantFrom("DTSTART", "DTEND", "RECURRENCE-ID;RANGE=THISANDFUTURE"), stamp)
		.map((pair) => pair.join(":")),
	duration.map((value) => `DURATION:${value}`),
	rule,
	fc.constantFrom(
		"UID:a",
		"UID:b",
		"STATUS:CANCELLED",
		"BEGIN:VEVENT",
		"END:VEVENT",
		"BEGIN:VTIMEZONE",
		"\0",
		" folded",
	),
	fc.string({ unit: "binary", maxLength: 40 }),
);

describe("hostile calendars", () => {
	test("whatever is in one, it is read or refused in words, and what it takes is in order, apart and within the bounds", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(line, { maxLength: 8 }), { maxLength: 4 }), async (entries) => {
				const text = calendar(
					...entries.map((lines) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n")),
				);
				const read = await apart(text).catch((error) => {
					if (error instanceof Unreadable) return undefined;
					throw error;
				});
				const ends = read?.times.flatMap((time) => [time.from, time.until]) ?? [];
				expect(ends).toEqual(ends.toSorted((a, b) => a - b));
				for (const end of ends) expect(end >= wish.from && end <= wish.until).toBe(true);
				expect(new Set(ends).size).toBe(ends.length);
			}),
			{ numRuns: 30 },
		);
	});

	test("any text at all is read or refused in words", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
				for (const each of [text, `BEGIN:VCALENDAR\n${text}`, calendar(event(`DTSTART:${text}`), text)])
					try {
						readCalendar(each, wish);
					} catch (error) {
						expect(error).toBeInstanceOf(Unreadable);
					}
			}),
			{ numRuns: 200 },
		);
	});

	test.each([
		["each second since 1970", "RRULE:FREQ=SECONDLY"],
		["each minute for ever", "RRULE:FREQ=MINUTELY"],
		["as often as one can count", "RRULE:FREQ=SECONDLY;COUNT=999999999"],
		["never, looked for every second", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"],
		["never, looked for every day", "RRULE:FREQ=DAILY;BYMONTH=13"],
		["a day that comes once in 400 years", "RRULE:FREQ=DAILY;INTERVAL=7;BYMONTH=2;BYMONTHDAY=30;BYDAY=MO"],
	])("%s is bounded in time", async (_what, rule) => {
		const begun = performance.now();
		const text = calendar(event("DTSTART:19700101T000000Z", "DURATION:PT1S", rule));
		const said = await apart(text).then(
			({ times }) => `${times.length} times`,
			(error) => error.message,
		);
		expect(said).toMatch(/repeat more often|too long|0 times/);
		expect(performance.now() - begun).toBeLessThan(12_000);
	});

	test("five megabytes of entries, of one line, of exceptions and of nothing are bounded in memory", async () => {
		const five = 5 * 1024 * 1024;
		const entry = event("DTSTART:20261130T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY");
		const before = process.memoryUsage().rss;
		for (const text of [
			calendar(`${entry}\r\n`.repeat(five / entry.length).trimEnd()),
			calendar(event(`DTSTART:${"1".repeat(five)}`)),
			calendar(
				event("DTSTART:20261130T090000Z", `EXDATE:${"20261130T090000Z,".repeat(five / 17)}20261130T090000Z`),
			),
			"\n".repeat(five),
		]) {
			const said = await apart(text).then(
				({ times }) => times.length,
				(error) => error,
			);
			expect(typeof said === "number" || said instanceof Unreadable, String(said)).toBe(true);
		}
		expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
	});
});
