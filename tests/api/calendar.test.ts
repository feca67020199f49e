import fc from "fast-check";
import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { describe, expect, test } from "vitest";
import type { Booking } from "../../lib/bookings/answer.ts";
import { calendarOf } from "../../lib/bookings/calendar.ts";
import { timeIn } from "../../lib/bookings/when.ts";
import { ask, post } from "./support/ask.ts";
import { book, newSchool, startIn } from "./support/school.ts";

const booking: Booking = {
	state: "confirmed",
	startsAt: "2026-03-29T00:30:00Z",
	endsAt: "2026-03-29T01:30:00Z",
	cancelledByTeacher: false,
	cancelReason: null,
	cancelUntil: "2026-03-28T00:30:00Z",
	...{ decideUntil: null, decidedAt: null, hasLapsed: false },
	teacher: {
		handle: "test",
		name: "Testing Teacher",
		timeZone: "Europe/Berlin",
		school: "Testing School",
		hasLeft: false,
	},
	type: { handle: "lesson", name: "Lesson" },
	place: { kind: "unsaid", text: "" },
	followUpText: "",
	answers: [],
	series: undefined,
	name: "Booker",
	email: "booker@booker.example",
	bookerTimeZone: "America/New_York",
	language: "en",
	moves: 0,
	movedFrom: null,
	toldStart: null,
	knownStart: null,
	movedByTeacher: false,
	movedByHand: false,
	moveMessage: null,
	isOffered: true,
	isRetired: false,
};

const to = { uid: "id@school.example", url: "http://localhost/b/x", from: "bookings@firstbell.example" };

function read(text: string) {
	const calendar = new ICAL.Component(ICAL.parse(text));
	const event = calendar.getFirstSubcomponent("vevent");
	if (!event) throw new Error("no event");
	return { calendar, event, parsed: new ICAL.Event(event) };
}

/** The same by a parser that has nothing to do with the other. */
function readElsewhere(text: string) {
	const events = Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part?.type === "VEVENT");
	return events as VEvent[];
}

describe("a booking's calendar file", () => {
	test("says the same instants to two other parsers, across the changes of the clocks in five zones", () => {
		const changes = {
			"Europe/Berlin": ["2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"],
			"America/New_York": ["2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"],
			"Australia/Lord_Howe": ["2026-04-04T15:00:00Z", "2026-10-03T15:30:00Z"],
			"Africa/Cairo": ["2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"],
			"America/Santiago": ["2026-04-05T03:00:00Z", "2026-09-06T04:00:00Z"],
		};
		const near = fc.constantFrom(...Object.entries(changes)).chain(([zone, instants]) =>
			fc.record({
				zone: fc.constant(zone),
				at: fc
					.constantFrom(...instants)
					.chain((at) => fc.integer({ min: -36, max: 36 }).map((n) => Date.parse(at) + n * 5 * 60_000)),
				minutes: fc.integer({ min: 1, max: 36 }).map((n) => n * 5),
				byMail: fc.boolean(),
			}),
		);
		fc.assert(
			fc.property(near, ({ zone, at, minutes, byMail }) => {
				const [startsAt, endsAt] = [at, at + minutes * 60_000].map((ms) => new Date(ms).toISOString());
				const there = { ...booking, startsAt: startsAt ?? "", endsAt: endsAt ?? "", bookerTimeZone: zone };
				const { text } = calendarOf(there, { ...to, byMail });
				const { parsed } = read(text);
				const [other] = readElsewhere(text);
				expect(parsed.startDate.toJSDate().toISOString()).toBe(startsAt);
				expect(parsed.endDate.toJSDate().toISOString()).toBe(endsAt);
				expect(other?.start.toISOString()).toBe(startsAt);
				expect(other?.end?.toISOString()).toBe(endsAt);
				// As it is said in words, by the clock on the booker's wall.
				expect(parsed.description.split("\n")[0]).toBe(timeIn(there, zone));
			}),
			{ numRuns: 300 },
		);
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

	test("is tentative while it is only asked for, and takes itself away when that is declined", () => {
		const asked = { ...booking, decideUntil: booking.startsAt };
		const pending = read(calendarOf({ ...asked, state: "pending" }, to).text);
		const declined = read(calendarOf({ ...asked, state: "declined" }, to).text);
		expect(pending.event.getFirstPropertyValue("status")).toBe("TENTATIVE");
		expect(declined.event.getFirstPropertyValue("status")).toBe("CANCELLED");
		expect(declined.parsed.sequence).toBeGreaterThan(pending.parsed.sequence);
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
			fc.property(word, word, word, word, fc.boolean(), (teacher, type, school, name, byMail) => {
				const { text } = calendarOf(
					{
						...booking,
						name,
						teacher: { ...booking.teacher, name: teacher, school },
						type: { ...booking.type, name: type },
					},
					{ ...to, byMail },
				);
				const lines = text.split("\r\n");
				expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
				const { calendar, event, parsed } = read(text);
				expect(calendar.getAllSubcomponents("vevent")).toHaveLength(1);
				expect(event.getAllProperties("attendee")).toHaveLength(byMail ? 1 : 0);
				const plain = (name: string) => name.replace(/\r\n|\r/g, "\n");
				expect(plain(parsed.summary)).toBe(plain(`${type} with ${teacher}`));
				expect(plain(organizerOf(event).name)).toBe(plain(school));
				expect(organizerOf(event).address).toBe("mailto:bookings@firstbell.example");
				const others = readElsewhere(text);
				expect(others.map(({ uid }) => uid)).toEqual([to.uid]);
				// What it makes of a backslash before an n is its own: ours are doubled, as RFC 5545 has them.
				if (!/\\/.test(type + teacher))
					expect(plain(textOf(others[0]?.summary))).toBe(plain(`${type} with ${teacher}`));
				if (byMail) expect(addressOf(others[0]?.attendee)).toBe("mailto:booker@booker.example");
			}),
			{ numRuns: 300 },
		);
	});

	test("is an invitation by mail, to whoever booked and nobody else, who has said yes and is asked nothing", () => {
		for (const [state, method] of [
			["confirmed", "REQUEST"],
			["cancelled", "CANCEL"],
		] as const) {
			const { text, contentType } = calendarOf({ ...booking, state }, { ...to, byMail: true });
			expect(contentType).toBe(`text/calendar; charset=utf-8; method=${method}`);
			const { calendar, event } = read(text);
			expect(calendar.getFirstPropertyValue("method")).toBe(method);
			const [attendee, ...others] = event.getAllProperties("attendee");
			expect(others).toEqual([]);
			expect(String(attendee?.getFirstValue()).toLowerCase()).toBe("mailto:booker@booker.example");
			expect([attendee?.getFirstParameter("partstat"), attendee?.getFirstParameter("rsvp")]).toEqual([
				"ACCEPTED",
				"FALSE",
			]);
			expect(organizerOf(event).address).toBe("mailto:bookings@firstbell.example");
		}
	});

	test("of several dates is published, since an invitation has one UID", () => {
		const dates = ["a@school.example", "b@school.example"].map((uid) => ({ ...booking, uid, url: to.url }));
		for (const state of ["confirmed", "cancelled"] as const) {
			const { text, method } = calendarOf({ ...booking, state }, { ...to, byMail: true }, dates);
			expect(method).toBe("PUBLISH");
			expect(text).not.toContain("ATTENDEE");
			const stands = state === "cancelled" ? "CANCELLED" : "CONFIRMED";
			expect(text.match(/^STATUS:\w+/gm)).toEqual([`STATUS:${stands}`, `STATUS:${stands}`]);
		}
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

/** A value of node-ical's, which is an object where there are parameters. */
function textOf(value: unknown): string {
	return String((value as { val?: string })?.val ?? value);
}
const addressOf = (value: unknown) => textOf(value).toLowerCase();

function organizerOf(event: ICAL.Component) {
	const organizer = event.getFirstProperty("organizer");
	return {
		name: String(organizer?.getFirstParameter("cn")),
		address: String(organizer?.getFirstValue()),
	};
}
