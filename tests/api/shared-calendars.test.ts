import { randomUUID } from "node:crypto";
import fc from "fast-check";
import ICAL from "ical.js";
import nodeIcal, { type VEvent } from "node-ical";
import { describe, expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { teachersEntry } from "../../lib/calendars/teachers-entry.ts";
import { readCalendar } from "../../lib/feeds/read-calendar.ts";
import { appUrl, ask, given, post } from "./support/ask.ts";
import { earlyInAMinute } from "./support/early-in-a-minute.ts";
import { deviceOf, ownerOf, shareAs } from "./support/mine.ts";
import { admin, book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const school = await newSchool();
const [teacher] = school.teachers as [(typeof school.teachers)[number]];
const session = await signIn(teacher.email);
const host = new URL(appUrl).hostname;

const eventsOf = (text: string) =>
	new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
const elsewhere = (text: string) =>
	Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part?.type === "VEVENT") as VEvent[];

test("a teacher's calendar has who comes and when, under the UID of the booker's mail, as two parsers read it", async () => {
	const at = startIn(3, "09:00");
	const who = { ...booker("Zoe Quint"), name: "Zoë; Quint, of “8b”" };
	const { bookingId } = readRef(await book(teacher.handle, at, who));
	await Promise.all(
		["One", "Two"].map((name) => book(teacher.handle, startIn(3, "11:00"), booker(name), "group")),
	);
	const path = await shareAs("desk", session);
	const said = await ask("GET", path);
	expect(said.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
	expect(said.text).toMatch(/^REFRESH-INTERVAL;VALUE=DURATION:PT1H/m);
	expect(said.text).not.toContain("METHOD");

	const events = eventsOf(said.text);
	const one = events.find(({ uid }) => uid === `${bookingId}@${host}`);
	expect(one?.startDate.toJSDate().toISOString()).toBe(new Date(at).toISOString());
	expect(one?.summary).toBe(`${who.name}: lesson`);
	const group = events.filter(({ summary }) => summary === "group (2 of 3)");
	expect(group).toHaveLength(1);
	expect(group[0]?.description).toMatch(/One.*\nTwo/s);
	expect(
		elsewhere(said.text)
			.map(({ uid }) => uid)
			.toSorted(),
	).toEqual(events.map(({ uid }) => uid).toSorted());
	const mail = await rows<{ id: string }>("select id from app.mails where booking_id = $1", [bookingId]);
	expect(mail.length).toBeGreaterThan(0);
});

test("a booker's calendar has their own bookings alone, and what is cancelled leaves it", async () => {
	const own = await ownerOf(teacher.handle, startIn(4, "09:00"));
	const stranger = booker("Nobody Theirs");
	await book(teacher.handle, startIn(4, "10:00"), stranger);
	const path = await shareAs("mine", deviceOf(own.key));
	const first = await ask("GET", path);
	expect(eventsOf(first.text).map(({ uid }) => uid)).toEqual([`${readRef(own.ref).bookingId}@${host}`]);
	expect(first.text.replaceAll("\r\n ", "")).toContain(`/b/${own.ref}`);
	expect(first.text).not.toContain(stranger.name);
	await post("/api/cancellations", { booking: own.ref });
	expect(eventsOf((await ask("GET", path)).text)).toEqual([]);
});

test("what did not change is not sent again, and what did is another answer", async () => {
	const own = await ownerOf(teacher.handle, startIn(5, "09:00"));
	const path = await shareAs("mine", deviceOf(own.key));
	const first = await ask("GET", path);
	const etag = first.headers.get("etag") ?? "";
	expect(etag).toMatch(/^"[\w-]{22}"$/);
	for (const known of [etag, `W/${etag}`]) {
		const again = await ask("GET", path, { headers: { "if-none-match": known } });
		expect([again.status, again.text, again.headers.get("etag")]).toEqual([304, "", etag]);
	}
	await book(teacher.handle, startIn(5, "10:00"), { ...booker("Second Child"), email: own.email });
	const changed = await ask("GET", path, { headers: { "if-none-match": etag } });
	expect(changed.status).toBe(200);
	expect(eventsOf(changed.text)).toHaveLength(2);
});

describe("a secret address", () => {
	test("is kept by nobody and found by no search", async () => {
		const { headers } = await ask("GET", await shareAs("desk", session));
		expect(headers.get("cache-control")).toBe("private, no-store");
		expect(headers.get("referrer-policy")).toBe("no-referrer");
		expect(headers.get("x-robots-tag")).toContain("noindex");
	});

	test("that was made anew or taken away leads nowhere, nor does a guess or one that is cut", async () => {
		const first = await shareAs("desk", session);
		const second = await shareAs("desk", session);
		expect(second).not.toBe(first);
		expect((await ask("GET", first)).error?.code).toBe("NTFND");
		expect((await ask("GET", second)).status).toBe(200);
		await ask("POST", "/api/calendar-feed-removals", { cookie: session, body: { of: "desk" } });
		expect((await ask("GET", second)).error?.code).toBe("NTFND");
		expect((await ask("GET", `/api/calendar-feeds/${"B".repeat(43)}.ics`)).error?.code).toBe("NTFND");
		expect((await ask("GET", first.slice(0, -4))).status).toBe(422);
	});

	test("has 256 bits, of which a dump of the whole database has none that opens it", async () => {
		const path = await shareAs("desk", session);
		const secret = path.match(/\/([\w-]{43})\.ics$/)?.[1] ?? "";
		expect(Buffer.from(secret, "base64url")).toHaveLength(32);
		const shared = await rows<{ row: string }>("select t::text as row from app.shared_calendars t");
		const dump = shared.map(({ row }) => row).join("\n");
		const bytes = Buffer.from(secret, "base64url");
		for (const form of [secret, bytes.toString("hex"), bytes.toString("base64")])
			expect(dump.includes(form)).toBe(false);
		for (const [hash] of dump.matchAll(/[0-9a-f]{64}/g)) {
			const guess = Buffer.from(hash, "hex").toString("base64url");
			expect((await ask("GET", `/api/calendar-feeds/${guess}.ics`)).status).toBe(404);
		}
	});

	test("is asked for at its own pace, which is told, and refused past it", async () => {
		const path = await shareAs("mine", deviceOf((await ownerOf(teacher.handle, startIn(6, "09:00"))).key));
		await earlyInAMinute();
		const first = await ask("GET", path);
		expect(first.headers.get("ratelimit-policy")).toContain('"calendarFeeds:account";q=60;w=600');
		for (let i = 0; i < 60; i++) await ask("GET", path);
		const slowed = await ask("GET", path);
		expect([slowed.status, slowed.error?.code]).toEqual([429, "SLOWD"]);
	});
});

describe("a teacher who keeps this calendar elsewhere, and has that one read here", () => {
	const wish = {
		from: Date.now(),
		until: Date.now() + 60 * 86_400_000,
		zone: "UTC",
		host,
	};
	const wrapped = (text: string) =>
		text
			.replaceAll("\r\n ", "")
			.replace(/^UID:(.*)$/gm, (_line, uid: string) => `UID:${outlooks(uid.trim())}`);
	/** As Outlook names what it has from another program. */
	const outlooks = (uid: string) =>
		`040000008200E00074C5B7101A82E008000000000000000000000000000000000000000031000000${Buffer.from(
			`vCal-Uid\u0001\0\0\0${uid}\0`,
			"latin1",
		)
			.toString("hex")
			.toUpperCase()}`;

	test("is not in their own way, whichever program it went through", async () => {
		await book(teacher.handle, startIn(7, "09:00"), booker("Back Again"));
		await book(teacher.handle, startIn(7, "11:00"), booker("Back Again"), "group");
		const { text } = await ask("GET", await shareAs("desk", session));
		expect(eventsOf(text).length).toBeGreaterThanOrEqual(2);
		expect(readCalendar(text, wish)).toMatchObject({ times: [], trouble: null });
		expect(readCalendar(wrapped(text), wish)).toMatchObject({ times: [], trouble: null });
		// The control: under any other UID they take their time.
		const strange = text.replaceAll(`@${host}`, "@elsewhere.example");
		expect(readCalendar(strange, wish).times.length).toBeGreaterThanOrEqual(2);
		expect(readCalendar(wrapped(strange), wish).times.length).toBeGreaterThanOrEqual(2);
	});
});

test("an entry survives every name, as two parsers read it, in lines of at most 75 octets", async () => {
	const { default: ical } = await import("ical-generator");
	const word = fc.oneof(
		fc.string({ unit: "grapheme", minLength: 1, maxLength: 120 }),
		fc.constantFrom(
			"a\r\nBEGIN:VALARM",
			"a\u2028END:VEVENT",
			"Käthe, O’Hara; \\ 8b",
			"👩‍🏫".repeat(30),
			"END:VEVENT",
			"x\\n,;",
		),
	);
	fc.assert(
		fc.property(word, word, word, fc.integer({ min: 1, max: 3 }), (name, type, place, seats) => {
			const calendar = ical();
			calendar.createEvent(
				teachersEntry({
					...{ id: randomUUID(), seats, type, place, place_kind: "address" },
					...{ starts_at: "2026-03-29T00:30:00Z", ends_at: "2026-03-29T01:30:00Z" },
					sequence: 0,
					changed_at: "2026-03-01T00:00:00Z",
					bookings: [{ id: randomUUID(), state: "confirmed", name, email: "a@b.example", moves: 0 }],
				}),
			);
			const text = calendar.toString();
			expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
			const plain = (one: unknown) => String((one as { val?: string })?.val ?? one).replace(/\r\n|\r/g, "\n");
			const said = plain(seats === 1 ? `${name}: ${type}` : `${type} (1 of ${seats})`)
				// A line that Unicode separates is one to us.
				.replace(/[\u0085\u2028\u2029]/g, " ");
			const [event, ...more] = eventsOf(text);
			expect(more).toEqual([]);
			expect(plain(event?.summary)).toBe(said);
			const [other, ...others] = elsewhere(text);
			expect(others).toEqual([]);
			// What it makes of a backslash before an n is its own: ours are doubled, as RFC 5545 has them.
			if (!said.includes("\\")) expect(plain(other?.summary)).toBe(said);
			expect(other?.start.toISOString()).toBe("2026-03-29T00:30:00.000Z");
		}),
		{ numRuns: 300 },
	);
});

test("a dump of the database opens no booker's page", async () => {
	const own = await ownerOf(teacher.handle, startIn(8, "09:00"));
	const { rows: found } = await admin.query("select t::text as row from app.bookers t where id = $1", [
		own.key.bookerId,
	]);
	const signature = deviceOf(own.key).slice(-22);
	expect(JSON.stringify(found)).not.toContain(signature);
	expect(JSON.stringify(found)).not.toContain(given("LINK_SECRET"));
});
