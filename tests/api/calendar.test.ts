import fc from "fast-check";
import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { calendarOf } from "../../lib/bookings/calendar.ts";
import type { Booking } from "../../lib/bookings/schema.ts";

const booking: Booking = {
	state: "confirmed",
	startsAt: "2026-03-29T00:30:00Z",
	endsAt: "2026-03-29T01:30:00Z",
	cancelUntil: "2026-03-28T00:30:00Z",
	teacher: { handle: "test", name: "Testing Teacher", timeZone: "Europe/Berlin", school: "Testing School" },
	type: { handle: "lesson", name: "Lesson" },
	name: "Booker",
	email: "booker@booker.example",
	bookerTimeZone: "America/New_York",
};

function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const event = calendar.getFirstSubcomponent("vevent");
	if (!event) throw new Error("no event");
	return { calendar, event, parsed: new ICAL.Event(event) };
}

describe("a booking's calendar file", () => {
	test("says the same instants to another parser, across a change of the clocks", () => {
		const { parsed } = read(calendarOf(booking, "id@school.example", "http://localhost/b/x"));
		expect(parsed.startDate.toJSDate().toISOString()).toBe("2026-03-29T00:30:00.000Z");
		expect(parsed.endDate.toJSDate().toISOString()).toBe("2026-03-29T01:30:00.000Z");
	});

	test("keeps its UID, and takes itself away with a higher SEQUENCE when cancelled", () => {
		const first = read(calendarOf(booking, "id@school.example", "http://localhost/b/x"));
		const last = read(
			calendarOf({ ...booking, state: "cancelled" }, "id@school.example", "http://localhost/b/x"),
		);
		expect(first.parsed.uid).toBe("id@school.example");
		expect(last.parsed.uid).toBe("id@school.example");
		expect(last.parsed.sequence).toBeGreaterThan(first.parsed.sequence);
		expect(last.calendar.getFirstPropertyValue("method")).toBe("CANCEL");
		expect(last.event.getFirstPropertyValue("status")).toBe("CANCELLED");
		expect(first.event.getFirstPropertyValue("status")).toBe("CONFIRMED");
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
			fc.property(word, word, (teacher, type) => {
				const text = calendarOf(
					{
						...booking,
						teacher: { ...booking.teacher, name: teacher },
						type: { ...booking.type, name: type },
					},
					"id@school.example",
					"http://localhost/b/x",
				);
				const lines = text.split("\r\n");
				expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
				const { calendar, event, parsed } = read(text);
				expect(calendar.getAllSubcomponents("vevent")).toHaveLength(1);
				expect(event.getAllProperties("attendee")).toHaveLength(0);
				const plain = (name: string) => name.replace(/\r\n|\r/g, "\n");
				expect(plain(parsed.summary)).toBe(plain(`${type} with ${teacher}`));
			}),
			{ numRuns: 300 },
		);
	});

	test("does not tell the booker the teacher's address", () => {
		expect(calendarOf(booking, "id@school.example", "http://localhost/b/x")).not.toMatch(/mailto|ORGANIZER/i);
	});
});
