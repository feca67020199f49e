import { describe, expect, test } from "vitest";
import { calendar, event, starts, taken } from "../support/ics.ts";

/** The local days and hours in New York on which a series starts, as RFC 5545 lists them: `1997-09-02 09:00`. */
function inNewYork(start: string, ...lines: string[]): string[] {
	const text = calendar(event(`DTSTART;TZID=America/New_York:${start}`, "DURATION:PT1M", ...lines));
	return starts(text, { zone: "UTC", from: "1996-01-01", until: "2007-06-01" }).map((at) =>
		new Date(at ?? "").toLocaleString("sv", { timeZone: "America/New_York" }).slice(0, 16),
	);
}

describe("the examples of RFC 5545", () => {
	test.each<[start: string, rule: string, expected: string]>([
		["19970902", "FREQ=DAILY;COUNT=3", "1997-09-02 1997-09-03 1997-09-04"],
		["19970902", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12"],
		[
			"19970902",
			"FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
			"1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16",
		],
		["19970905", "FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07 1997-12-05"],
		[
			"19970907",
			"FREQ=MONTHLY;INTERVAL=2;COUNT=5;BYDAY=1SU,-1SU",
			"1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04",
		],
		["19970922", "FREQ=MONTHLY;COUNT=4;BYDAY=-2MO", "1997-09-22 1997-10-20 1997-11-17 1997-12-22"],
		["19970928", "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-3", "1997-09-28 1997-10-29 1997-11-28 1997-12-29"],
		[
			"19970910",
			"FREQ=MONTHLY;INTERVAL=18;COUNT=8;BYMONTHDAY=10,11,12,13,14,15",
			"1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11",
		],
		["19970610", "FREQ=YEARLY;COUNT=5;BYMONTH=6,7", "1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10"],
		[
			"19970101",
			"FREQ=YEARLY;INTERVAL=3;COUNT=5;BYYEARDAY=1,100,200",
			"1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09",
		],
		["19970519", "FREQ=YEARLY;COUNT=3;BYDAY=20MO", "1997-05-19 1998-05-18 1999-05-17"],
		["19970512", "FREQ=YEARLY;COUNT=3;BYWEEKNO=20;BYDAY=MO", "1997-05-12 1998-05-11 1999-05-17"],
		[
			"19970913",
			"FREQ=MONTHLY;COUNT=3;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
			"1997-09-13 1997-10-11 1997-11-08",
		],
		[
			"19961105",
			"FREQ=YEARLY;INTERVAL=4;COUNT=3;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
			"1996-11-05 2000-11-07 2004-11-02",
		],
		["19970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04 1997-10-07 1997-11-06"],
		[
			"19970929",
			"FREQ=MONTHLY;COUNT=4;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
			"1997-09-29 1997-10-30 1997-11-27 1997-12-30",
		],
		[
			"19970805",
			"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
			"1997-08-05 1997-08-10 1997-08-19 1997-08-24",
		],
		[
			"19970805",
			"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
			"1997-08-05 1997-08-17 1997-08-19 1997-08-31",
		],
		[
			"20070115",
			"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
			"2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30",
		],
	])("%s %s", (start, rule, expected) => {
		expect(inNewYork(`${start}T090000`, `RRULE:${rule}`)).toEqual(
			expected.split(" ").map((day) => `${day} 09:00`),
		);
	});

	test("every day until Christmas, through the end of summer time", () => {
		const all = inNewYork("19970902T090000", "RRULE:FREQ=DAILY;UNTIL=19971224T000000Z");
		expect([all.length, all.at(-1), new Set(all.map((at) => at.slice(11)))]).toEqual([
			113,
			"1997-12-23 09:00",
			new Set(["09:00"]),
		]);
	});

	test("every Friday the 13th, but not the day it begins on, which is none", () => {
		expect(
			inNewYork(
				"19970902T090000",
				"EXDATE;TZID=America/New_York:19970902T090000",
				"RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=20001101T000000Z",
			).map((at) => at.slice(0, 10)),
		).toEqual(["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13"]);
	});

	test("every quarter of an hour, six times", () => {
		expect(
			inNewYork("19970902T090000", "RRULE:FREQ=MINUTELY;INTERVAL=15;COUNT=6").map((at) => at.slice(11)),
		).toEqual([...["09:00", "09:15", "09:30", "09:45", "10:00", "10:15"]]);
	});
});

describe("series", () => {
	const weekly = [
		"UID:series",
		"DTSTART;TZID=Europe/Berlin:20261201T090000",
		"DURATION:PT1H",
		"RRULE:FREQ=WEEKLY;COUNT=5",
	];
	const change = (id: string, ...lines: string[]) =>
		event("UID:series", `RECURRENCE-ID${id.includes("RANGE") ? "" : ";TZID=Europe/Berlin"}${id}`, ...lines);

	test("one of them is moved, one is cancelled, and one is excepted", () => {
		const text = calendar(
			event(...weekly, "EXDATE;TZID=Europe/Berlin:20261222T090000"),
			change(":20261208T090000", "DTSTART;TZID=Europe/Berlin:20261209T140000", "DURATION:PT30M"),
			change(
				":20261215T090000",
				"DTSTART;TZID=Europe/Berlin:20261215T090000",
				"DURATION:PT1H",
				"STATUS:CANCELLED",
			),
		);
		expect(taken(text)).toEqual([
			"2026-12-01T08:00Z/09:00Z",
			"2026-12-09T13:00Z/13:30Z",
			"2026-12-29T08:00Z/09:00Z",
		]);
	});

	test("from one of them on all are later and longer, and what is changed singly stays as it is", () => {
		const text = calendar(
			event(...weekly),
			change(
				";RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261215T090000",
				...["DTSTART;TZID=Europe/Berlin:20261216T110000", "DURATION:PT2H"],
			),
			change(":20261229T090000", "DTSTART;TZID=Europe/Berlin:20261229T200000", "DURATION:PT1H"),
		);
		expect(taken(text)).toEqual([
			...["2026-12-01T08:00Z/09:00Z", "2026-12-08T08:00Z/09:00Z", "2026-12-16T10:00Z/12:00Z"],
			...["2026-12-23T10:00Z/12:00Z", "2026-12-29T19:00Z/20:00Z"],
		]);
	});

	test("a change that names what it replaces in UTC is no hour off", () => {
		const text = calendar(
			event(...weekly),
			event(
				...["UID:series", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261222T080000Z"],
				...["DTSTART;TZID=Europe/Berlin:20261222T100000", "DURATION:PT1H"],
			),
		);
		expect(starts(text).slice(3)).toEqual(["2026-12-22T09:00Z", "2026-12-29T09:00Z"]);
	});

	test("a change without its series stands alone, and so does one of a time that the series has not", () => {
		const alone = change(":20261208T090000", "DTSTART:20261209T140000Z", "DURATION:PT1H");
		expect(starts(calendar(alone))).toEqual(["2026-12-09T14:00Z"]);
		const odd = change(":20261207T010000", "DTSTART:20261207T140000Z", "DURATION:PT1H");
		expect(starts(calendar(event(...weekly), odd))).toContain("2026-12-07T14:00Z");
		expect(starts(calendar(event(...weekly), odd))).toHaveLength(6);
	});

	test("single dates and periods are added, exceptions that follow each other all hold, and days except days", () => {
		const text = calendar(
			event(
				...["DTSTART:20261201T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=6"],
				"RDATE:20261210T090000Z,20261201T090000Z",
				"RDATE;VALUE=PERIOD:20261211T090000Z/PT3H,20261212T090000Z/20261212T093000Z",
				"EXDATE:20261202T090000Z,20261202T091500Z,20261203T090000Z",
				...["EXDATE:20261204T090000Z", "EXDATE;VALUE=DATE:20261205"],
			),
		);
		expect(taken(text)).toEqual([
			...["2026-12-01T09:00Z/10:00Z", "2026-12-06T09:00Z/10:00Z", "2026-12-10T09:00Z/10:00Z"],
			...["2026-12-11T09:00Z/12:00Z", "2026-12-12T09:00Z/09:30Z"],
		]);
	});

	test("whole days of a series are excepted by their day or by its beginning, and end on a day or an instant of it", () => {
		for (const [end, more] of [
			["20261205", "EXDATE;VALUE=DATE:20261202"],
			["20261205T120000Z", "EXDATE;TZID=Europe/Berlin:20261202T000000"],
			["20261204T230000Z", "EXDATE:20261201T230000Z"],
		]) {
			const text = calendar(
				event("DTSTART;VALUE=DATE:20261201", `RRULE:FREQ=DAILY;UNTIL=${end}`, more ?? ""),
			);
			expect(taken(text), end).toEqual([
				"2026-11-30T23:00Z/2026-12-01T23:00Z",
				"2026-12-02T23:00Z/2026-12-05T23:00Z",
			]);
		}
	});

	test("an end that is a day, or has no zone, includes what is on it", () => {
		const last = (end: string) =>
			starts(
				calendar(
					event(
						"DTSTART;TZID=America/Los_Angeles:20261201T200000",
						"DURATION:PT1H",
						`RRULE:FREQ=DAILY;UNTIL=${end}`,
					),
				),
			).at(-1);
		expect(last("20261203")).toBe("2026-12-04T04:00Z");
		expect(last("20261203T200000")).toBe("2026-12-04T04:00Z");
		expect(last("20261204T040000Z")).toBe("2026-12-04T04:00Z");
		expect(last("20261204T035959Z")).toBe("2026-12-03T04:00Z");
	});

	test("hours stay what the clock on the wall says when clocks change, lengths in hours are hours, and in days days", () => {
		const around = (...lines: string[]) =>
			taken(calendar(event(...lines)), { from: "2027-03-01", until: "2027-04-02" });
		expect(
			around(
				"DTSTART;TZID=Europe/Berlin:20270326T020000",
				"DTEND;TZID=Europe/Berlin:20270326T040000",
				"RRULE:FREQ=DAILY;COUNT=4",
			),
		).toEqual([
			...["2027-03-26T01:00Z/03:00Z", "2027-03-27T01:00Z/03:00Z"],
			// 2:00 is not on the clocks that day: it is what 2:00 would have been.
			...["2027-03-28T01:00Z/03:00Z", "2027-03-29T00:00Z/02:00Z"],
		]);
		expect(around("DTSTART;TZID=Europe/Berlin:20270327T120000", "DURATION:P1D")).toEqual([
			"2027-03-27T11:00Z/2027-03-28T10:00Z",
		]);
		expect(around("DTSTART;TZID=Europe/Berlin:20270327T120000", "DURATION:PT24H")).toEqual([
			"2027-03-27T11:00Z/2027-03-28T11:00Z",
		]);
		// In autumn 2:30 comes twice, and the first is meant.
		expect(
			starts(calendar(event("DTSTART;TZID=Europe/Berlin:20271031T023000", "DURATION:PT15M")), {
				from: "2027-10-01",
			}),
		).toEqual(["2027-10-31T00:30Z"]);
	});
});
