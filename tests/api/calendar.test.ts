import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { calendarOf } from "../../lib/bookings/calendar.ts";
import type { Booking } from "../../lib/bookings/schema.ts";
import { ask, post } from "./support/ask.ts";
import { book, newSchool, startIn } from "./support/school.ts";

const booking: Booking = {
	state: "confirmed",
	startsAt: "2026-03-29T00:30:00Z",
	endsAt: "2026-03-29T01:30:00Z",
	cancelledByTeacher: false,
	cancelReason: null,
	cancelUntil: "2026-03-28T00:30:00Z",
	teacher: { handle: "test", name: "Testing Teacher", timeZone: "Europe/Berlin", school: "Testing School" },
	type: { handle: "lesson", name: "Lesson" },
	place: { kind: "unsaid", text: "" },
	answers: [],
	series: undefined,
	name: "Booker",
	email: "booker@booker.example",
	bookerTimeZone: "America/New_York",
	moves: 0,
	movedFrom: null,
};

const to = { uid: "id@school.example", url: "http://localhost/b/x", from: "bookings@firstbell.example" };

function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const event = calendar.getFirstSubcomponent("vevent");
	if (!event) throw new Error("no event");
	return { calendar, event, parsed: new ICAL.Event(event) };
}

describe("a booking's calendar file", () => {
	test("says the same instants to another parser, across a change of the clocks", () => {
		const { parsed } = read(calendarOf(booking, to).text);
		expect(parsed.startDate.toJSDate().toISOString()).toBe("2026-03-29T00:30:00.000Z");
		expect(parsed.endDate.toJSDate().toISOString()).toBe("2026-03-29T01:30:00.000Z");
	});

	test("keeps its UID, and takes itself away with a higher SEQUENCE when cancelled", () => {
		const first = read(calendarOf(booking, to).text);
		const last = read(calendarOf({ ...booking, state: "cancelled" }, to).text);
		expect(first.parsed.uid).toBe("id@school.example");
		expect(last.parsed.uid).toBe("id@school.example");
		expect(last.parsed.sequence).toBeGreaterThan(first.parsed.sequence);
		expect(last.calendar.getFirstPropertyValue("method")).toBe("CANCEL");
		expect(last.event.getFirstPropertyValue("status")).toBe("CANCELLED");
		expect(first.event.getFirstPropertyValue("status")).toBe("CONFIRMED");
	});

	test("changes what stands with a higher SEQUENCE when it moved, and still takes itself away after that", () => {
		const moved = { ...booking, moves: 1, movedFrom: booking.startsAt, startsAt: "2026-03-29T01:30:00Z" };
		const sequence = (one: Booking) => read(calendarOf(one, to).text).parsed.sequence;
		expect([booking, moved, { ...moved, state: "cancelled" as const }].map(sequence)).toEqual([0, 1, 2]);
	});

	test("survives every name, in lines of at most 75 octets", () => {
		const word = fc.oneof(
			fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }),
			fc.constantFrom(
				"a\r\nATTENDEE:mailto:x@y.example",
				"Käthe, O’Hara; \\ 8b",
				"👩‍🏫".repeat(30),
				"END:VEVENT",
			),
		);
		fc.assert(
			fc.property(word, word, word, (teacher, type, school) => {
				const { text } = calendarOf(
					{
						...booking,
						teacher: { ...booking.teacher, name: teacher, school },
						type: { ...booking.type, name: type },
					},
					to,
				);
				const lines = text.split("\r\n");
				expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
				const { calendar, event, parsed } = read(text);
				expect(calendar.getAllSubcomponents("vevent")).toHaveLength(1);
				expect(event.getAllProperties("attendee")).toHaveLength(0);
				const plain = (name: string) => name.replace(/\r\n|\r/g, "\n");
				expect(plain(parsed.summary)).toBe(plain(`${type} with ${teacher}`));
				expect(plain(organizerOf(event).name)).toBe(plain(school));
				expect(organizerOf(event).address).toBe("mailto:bookings@firstbell.example");
			}),
			{ numRuns: 300 },
		);
	});

	test("comes from the school, by the address its mails come from", () => {
		for (const state of ["confirmed", "cancelled"] as const) {
			const { event } = read(calendarOf({ ...booking, state }, to).text);
			expect(organizerOf(event)).toEqual({
				name: "Testing School",
				address: "mailto:bookings@firstbell.example",
			});
		}
	});

	test("has the same method outside as inside", () => {
		for (const [state, method] of [
			["confirmed", "PUBLISH"],
			["cancelled", "CANCEL"],
		] as const) {
			const { text, contentType } = calendarOf({ ...booking, state }, to);
			expect(read(text).calendar.getFirstPropertyValue("method")).toBe(method);
			expect(contentType).toBe(`text/calendar; charset=utf-8; method=${method}`);
		}
	});
});

test("GET /api/calendars/<ref> has all that RFC 5546 wants, before and after the booking is cancelled", async () => {
	const { teachers } = await newSchool();
	const ref = await book(teachers[0]?.handle ?? "", startIn(3, "10:00"));
	for (const method of ["PUBLISH", "CANCEL"]) {
		const said = await ask("GET", `/api/calendars/${ref}`);
		expect([said.status, said.headers.get("content-type")]).toEqual([
			200,
			`text/calendar; charset=utf-8; method=${method}`,
		]);
		const { calendar, event } = read(said.text);
		expect(calendar.getFirstPropertyValue("method")).toBe(method);
		for (const wanted of ["uid", "dtstamp", "organizer", "sequence", "dtstart", "summary"])
			expect(event.getAllProperties(wanted), wanted).toHaveLength(1);
		expect(event.getAllProperties("attendee"), "whom nobody publishes to").toHaveLength(0);
		// The only address in it is the one that mails come from.
		expect(said.text.replaceAll("\r\n ", "").match(/[\w.]+@[\w.]+example/g)).toEqual([
			"bookings@firstbell.example",
		]);
		await post("/api/cancellations", { booking: ref });
	}
});

function organizerOf(event: ICAL.Component) {
	const organizer = event.getFirstProperty("organizer");
	return {
		name: String(organizer?.getFirstParameter("cn")),
		address: String(organizer?.getFirstValue()),
	};
}
