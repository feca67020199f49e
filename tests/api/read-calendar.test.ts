import { describe, expect, test } from "vitest";
import { decode } from "../../lib/feeds/decode.ts";
import { Unreadable } from "../../lib/feeds/unreadable.ts";
import { calendar, event, read, starts, taken } from "../support/ics.ts";

describe("exporters", () => {
	test("Google: IANA names, rules with an end in UTC, and days without a zone", () => {
		const google = calendar(
			"X-WR-TIMEZONE:Europe/Berlin",
			...["BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "X-LIC-LOCATION:Europe/Berlin", "BEGIN:DAYLIGHT"],
			...["TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "DTSTART:19700329T020000"],
			...["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT", "END:VTIMEZONE"],
			event(
				...["DTSTART;TZID=Europe/Berlin:20261202T090000", "DTEND;TZID=Europe/Berlin:20261202T100000"],
				...["RRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20261216T080000Z;BYDAY=WE", "SUMMARY:Choir"],
			),
			event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "TRANSP:OPAQUE"),
			event("DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "TRANSP:TRANSPARENT"),
		);
		expect(taken(google)).toEqual([
			"2026-12-02T08:00Z/09:00Z",
			"2026-12-09T08:00Z/09:00Z",
			"2026-12-16T08:00Z/09:00Z",
			"2026-12-23T23:00Z/2026-12-26T23:00Z",
		]);
	});

	test("Outlook: Microsoft's names, folded in the middle, and what its owner is free for", () => {
		const outlook = calendar(
			...["METHOD:PUBLISH", "X-WR-CALNAME:Kalender", "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time"],
			...["BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100"],
			...["RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "END:VTIMEZONE"],
			event(
				...["DTSTART;TZID=W. Europe Standard Ti", " me:20270701T140000"],
				...["DTEND;TZID=W. Europe Standard Time:20270701T150000", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY"],
			),
			event("DTSTART:20270702T140000Z", "DTEND:20270702T150000Z", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
			event("DTSTART:20270703T140000Z", "DTEND:20270703T150000Z", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"),
			event("DTSTART:20270704T140000Z", "DTEND:20270704T150000Z", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"),
		);
		expect(taken(outlook)).toEqual([
			"2027-07-01T12:00Z/13:00Z",
			"2027-07-03T14:00Z/15:00Z",
			"2027-07-04T14:00Z/15:00Z",
		]);
	});

	test("Thunderbird and Evolution: prefixes before the zone, and alarms within an entry", () => {
		const alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DURATION:PT1M", "END:VALARM"];
		const thunderbird = calendar(
			event(
				...["DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20261130T090000"],
				...["DTEND;TZID=/mozilla.org/20070129_1/America/New_York:20261130T093000", ...alarm],
			),
			event("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Kathmandu:20261130T090000", "DURATION:PT30M"),
		);
		expect(taken(thunderbird)).toEqual(["2026-11-30T03:15Z/03:45Z", "2026-11-30T14:00Z/14:30Z"]);
	});

	test("a server that may tell no more than when somebody is busy", () => {
		const freeBusy = calendar(
			...["BEGIN:VFREEBUSY", "UID:fb", "DTSTART:20261130T000000Z", "DTEND:20261207T000000Z"],
			"FREEBUSY:20261130T090000Z/PT1H,20261201T090000Z/20261201T110000Z",
			...[
				"FREEBUSY;FBTYPE=FREE:20261202T090000Z/PT1H",
				"FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261203T090000Z/PT1H",
			],
			"END:VFREEBUSY",
		);
		expect(starts(freeBusy)).toEqual(["2026-11-30T09:00Z", "2026-12-01T09:00Z", "2026-12-03T09:00Z"]);
	});

	test("several calendars in one text, a byte order mark, lone line feeds, and two bytes a letter", () => {
		const one = calendar(event("DTSTART:20261130T090000Z", "DURATION:PT1H", "SUMMARY:Zoë"));
		const two = calendar(event("DTSTART:20261201T090000Z", "DURATION:PT1H"));
		const both = ["2026-11-30T09:00Z", "2026-12-01T09:00Z"];
		for (const text of [
			one + two,
			(one + two).replaceAll("\r\n", "\n"),
			(one + two).replaceAll("\r\n", "\r"),
		])
			expect(starts(text)).toEqual(both);
		const marked = `\ufeff${one}${two}`;
		expect(starts(decode(Buffer.from(marked, "utf8")))).toEqual(both);
		expect(starts(decode(Buffer.from(one + two, "latin1")))).toEqual(both);
		expect(starts(decode(Buffer.from(marked, "utf16le")))).toEqual(both);
		expect(starts(decode(Buffer.from(marked, "utf16le").swap16()))).toEqual(both);
		expect(starts(decode(Buffer.from(one + two, "utf16le")))).toEqual(both);
	});
});

describe("what is busy", () => {
	test("what is cancelled, transparent or free takes no time, whatever its spelling; all else does", () => {
		const at = (hour: number, ...more: string[]) =>
			event(`DTSTART:20261130T${String(hour).padStart(2, "0")}0000Z`, "DURATION:PT1H", ...more);
		const all = calendar(
			...[at(1, "STATUS:CANCELLED"), at(3, "transp:transparent"), at(5, "X-MICROSOFT-CDO-BUSYSTATUS:Free")],
			...[at(7, "STATUS:TENTATIVE"), at(9, "TRANSP:OPAQUE"), at(11, "TRANSP:nonsense"), at(13)],
		);
		expect(starts(all).map((start) => start?.slice(11))).toEqual(["07:00Z", "09:00Z", "11:00Z", "13:00Z"]);
	});

	test("our own bookings are left out by their UID, and only ours", () => {
		const id = "0198c0de-0000-4000-8000-00000000abcd";
		const at = (uid: string, day: string) =>
			event(`UID:${uid}`, `DTSTART:202612${day}T090000Z`, "DURATION:PT1H");
		const text = calendar(
			...[at(`${id}@book.example.org`, "01"), at(`${id.toUpperCase()}@BOOK.example.org`, "02")],
			...[
				at(`${id}@other.example.org`, "03"),
				at(`x${id}@book.example.org`, "04"),
				at("book.example.org", "05"),
			],
		);
		expect(starts(text).map((start) => start?.slice(8, 10))).toEqual(["03", "04", "05"]);
		// Under both spellings it is one, and what it takes is told apart.
		expect(read(text).booked).toMatchObject([{ id, times: [{}, {}] }]);
	});

	test("an hour without an end takes no time, a day without one that day, and a note without a start none", () => {
		const text = calendar(
			event("DTSTART:20261130T090000Z"),
			event("DTSTART;VALUE=DATE:20261201"),
			event("SUMMARY:Think"),
		);
		expect(taken(text)).toEqual(["2026-11-30T23:00Z/2026-12-01T23:00Z"]);
		expect(read(text).trouble).toBeNull();
	});

	test("whole days and times without a zone are the teacher's", () => {
		const text = calendar(
			event("DTSTART;VALUE=DATE:20261130"),
			event("DTSTART:20261205T090000", "DTEND:20261205T100000"),
		);
		expect(taken(text, { zone: "Asia/Kathmandu" })).toEqual([
			"2026-11-29T18:15Z/2026-11-30T18:15Z",
			"2026-12-05T03:15Z/04:15Z",
		]);
		// Where midnight falls into a gap, the day begins after it.
		expect(
			taken(calendar(event("DTSTART;VALUE=DATE:20260424")), { zone: "Africa/Cairo", from: "2026-01-01" }),
		).toEqual(["2026-04-23T22:00Z/2026-04-24T21:00Z"]);
	});

	test("times that overlap or touch are one, and what lies beyond the bounds is cut off", () => {
		const text = calendar(
			event("DTSTART:20261130T090000Z", "DTEND:20261130T110000Z"),
			event("DTSTART:20261130T100000Z", "DTEND:20261130T103000Z"),
			event("DTSTART:20261130T110000Z", "DTEND:20261130T120000Z"),
			event("DTSTART:20261130T130000Z", "DTEND:20261130T140000Z"),
			event("DTSTART:19990101T000000Z", "DTEND:20261102T000000Z"),
			event("DTSTART:20281231T230000Z", "DTEND:29991231T230000Z"),
			event("DTSTART:20260101T000000Z", "DTEND:20260102T000000Z"),
		);
		expect(taken(text)).toEqual([
			"2026-11-01T00:00Z/2026-11-02T00:00Z",
			"2026-11-30T09:00Z/12:00Z",
			"2026-11-30T13:00Z/14:00Z",
			"2028-12-31T23:00Z/2029-01-01T00:00Z",
		]);
	});

	test("names that nobody knows are read by the calendar's own rules, then by what offset is in them, and told of", () => {
		const own = [
			...["BEGIN:VTIMEZONE", "TZID:Moon base", "BEGIN:STANDARD", "DTSTART:20000101T000000"],
			...["TZOFFSETFROM:+0330", "TZOFFSETTO:+0330", "END:STANDARD", "END:VTIMEZONE"],
		];
		const at = (zone: string) => event(`DTSTART;TZID="${zone}":20261130T090000`, "DURATION:PT1H");
		expect(read(calendar(...own, at("Moon base")))).toMatchObject({ trouble: null });
		expect(starts(calendar(...own, at("Moon base")))).toEqual(["2026-11-30T05:30Z"]);
		expect(starts(calendar(at("(UTC-05:00) Eastern Time (US & Canada)")))).toEqual(["2026-11-30T14:00Z"]);
		expect(starts(calendar(at("Nowhere")))).toEqual(["2026-11-30T08:00Z"]);
		expect(read(calendar(at("Nowhere"))).trouble).toContain("Nowhere");
		expect(starts(calendar(at("US-Mountain")))).toEqual(["2026-11-30T16:00Z"]);
		for (const zone of ["__proto__", "constructor", "x".repeat(5_000), "Europe/../../etc"])
			expect(starts(calendar(at(zone)))).toEqual(["2026-11-30T08:00Z"]);
	});
});

describe("what makes no sense", () => {
	const good = event("DTSTART:20261130T090000Z", "DURATION:PT1H");

	test.each([
		["a start that is none", ["DTSTART:soon", "DURATION:PT1H"]],
		["a day that no calendar has", ["DTSTART;VALUE=PERIOD:20261199", "DURATION:PT1H"]],
		["an end before its start", ["DTSTART:20261201T090000Z", "DTEND:20261201T080000Z"]],
		["a length below nothing", ["DTSTART:20261201T090000Z", "DURATION:-PT1H"]],
		["a parameter without an end", ['DTSTART;TZID="Europe/Berlin:20261201T090000']],
	])("%s takes no time, is told of, and spoils nothing else", (_what, lines) => {
		const { times, trouble, isWhole } = read(calendar(good, event(...lines)));
		expect(times).toHaveLength(1);
		expect([isWhole, read(calendar(good)).isWhole]).toEqual([false, true]);
		expect(trouble).toMatch(/^One of its entries makes no sense/);
	});

	test.each(["FREQ=YEARL", "FREQ=DAILY;COUNT=x", "gibberish", "FREQ=DAILY;UNTIL=never"])(
		"a rule that is none, %s, leaves the entry its own time",
		(rule) => {
			const text = calendar(event("DTSTART:20261130T090000Z", "DURATION:PT1H", `RRULE:${rule}`));
			expect(starts(text)).toEqual(["2026-11-30T09:00Z"]);
			expect(read(text).trouble).toMatch(/^One of its entries/);
		},
	);

	test.each([
		["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", /web page/],
		["something else", "%PDF-1.7", /no calendar/],
		["nothing", "  \r\n", /nothing at this address/],
		["one that is cut off", calendar(good).slice(0, -20), /ends in the middle/],
		["parts that are mixed up", calendar("BEGIN:VEVENT", "END:VTODO", "END:VEVENT"), /mixed up/],
		["an end too many", `${calendar(good)}END:VCALENDAR\r\n`, /mixed up/],
		["a thousand parts in each other", "BEGIN:VCALENDAR\r\n".repeat(1_000), /nested deeper/],
	])("%s is refused as a whole, in words", (_what, text, words) => {
		expect(() => read(text)).toThrow(Unreadable);
		expect(() => read(text)).toThrow(words);
	});

	test("NUL bytes and lines that are none change nothing", () => {
		const text = calendar(
			good,
			event("DTSTART:20261201T090000Z", "DURATION:PT1H"),
			"no line at all",
			"=:;:=",
		);
		expect(starts(text.replaceAll("\r\n", "\0\r\n\0"))).toEqual(["2026-11-30T09:00Z", "2026-12-01T09:00Z"]);
	});

	test("more than five thousand times are refused, and so are rules that never get anywhere", () => {
		const hours = Array.from({ length: 5_001 }, (_, n) => {
			const start = new Date(Date.parse("2026-12-01T00:00:00Z") + n * 7_200_000)
				.toISOString()
				.replace(/[-:]|\.000/g, "");
			return event(`DTSTART:${start}`, "DURATION:PT1H");
		});
		expect(taken(calendar(...hours.slice(1)))).toHaveLength(5_000);
		expect(() => read(calendar(...hours))).toThrow("This calendar takes more than 5,000 times.");
		const endless = event("DTSTART:19700101T000000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY;INTERVAL=3");
		expect(() => read(calendar(endless))).toThrow("more often than we can follow");
	});
});
