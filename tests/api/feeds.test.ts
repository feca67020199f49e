import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { inPlace, places } from "../../lib/feeds/places.ts";
import { weekOf } from "../../lib/time.ts";
import { calendarServer, type Served } from "../support/calendar-server.ts";
import { calendar, event } from "../support/ics.ts";
import { ask, given, post } from "./support/ask.ts";
import { addFeed, feedBody } from "./support/feeds.ts";
import { admin, book, booker, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const school = await newSchool(3);
const cookies = await Promise.all(school.teachers.map(({ email }) => signIn(email)));
const handleOf = (n: number) => school.teachers[n]?.handle ?? "";
const elsewhere = await calendarServer();
afterAll(elsewhere.close);

const stamp = (instant: string) => instant.replace(/[-:]/g, "");
/** Busy on that day from 10 to 12. */
const busyIn = (days: number, ...more: string[]) =>
	event(`DTSTART:${stamp(startIn(days, "10:00"))}`, `DTEND:${stamp(startIn(days, "12:00"))}`, ...more);
const free = async (handle: string, days: number): Promise<string[]> => {
	const { json } = await ask("GET", `/api/slots/${handle}/lesson/${weekOf(startIn(days))}`);
	const day = startIn(days).slice(0, 10);
	return json.slots
		.map(({ startsAt }: { startsAt: string }) => startsAt)
		.filter((start: string) => start.startsWith(day))
		.map((start: string) => start.slice(11, 16));
};
const feeds = async (n: number) => (await ask("GET", "/api/feeds", { cookie: cookies[n] })).json.feeds;
/** Reads it, unless a cron does already, and gives how it is then. */
async function read(n: number, feed: string) {
	const said = await ask("POST", "/api/feed-readings", { cookie: cookies[n], body: { feed } });
	expect(said.status, said.text).toBe(200);
	await expect.poll(async () => (await one(n, feed)).isReading, { timeout: 30_000 }).toBe(false);
	return one(n, feed);
}
const one = async (n: number, feed: string) => (await feeds(n)).find(({ id }: { id: string }) => id === feed);

test("what is busy elsewhere is neither listed nor booked, and is again when the calendar goes", async () => {
	const [handle, cookie] = [handleOf(0), cookies[0] ?? ""];
	await book(handle, startIn(4, "10:30"), booker("Booked Before"));
	expect(await free(handle, 5)).toEqual(expect.arrayContaining(["09:30", "10:00", "11:30", "12:00"]));
	const text = calendar(busyIn(4), busyIn(5), busyIn(6, "TRANSP:TRANSPARENT"));
	const feed = await addFeed(cookie, elsewhere.serve("/busy-secret.ics", { body: text }), "Choir");
	expect(await read(0, feed)).toMatchObject({ name: "Choir", times: 2, trouble: null, failures: 0 });
	const left = await free(handle, 5);
	expect(left).toEqual(expect.arrayContaining(["09:30", "12:00"]));
	expect(left.filter((start) => start >= "10:00" && start < "12:00")).toEqual([]);
	expect(await free(handle, 6)).toContain("10:30");
	const late = await post("/api/holds", { teacher: handle, type: "lesson", startsAt: startIn(5, "11:00") });
	expect(late.error?.code).toBe("GONE0");
	const { json } = await ask("GET", "/api/feeds", { cookie });
	expect(json.outside).toMatchObject([{ name: "Booked Before", startsAt: startIn(4, "10:30") }]);
	expect((await ask("POST", "/api/feed-removals", { cookie, body: { feed } })).json).toEqual({ outside: [] });
	expect(await free(handle, 5)).toContain("10:30");
});

test("its address is a secret: no answer has it, the log of the database has it locked, and the desk has its host", async () => {
	const cookie = cookies[0] ?? "";
	const url = elsewhere.serve("/private-0123456789/basic.ics", { body: calendar() });
	const feed = await addFeed(cookie, url);
	const said = await ask("POST", "/api/feed-readings", { cookie, body: { feed } });
	const page = await ask("GET", "/desk/feeds", { cookie });
	const [row] = await rows<{ all: string }>(
		"select to_jsonb(feed)::text as all from app.busy_feeds feed where id = $1",
		[feed],
	);
	for (const text of [said.text, page.text, row?.all]) {
		expect(text).toContain("Private");
		expect(text).not.toContain("0123456789");
	}
	expect((await one(0, feed)).host).toBe(new URL(url).host);
});

test("one that breaks says why and takes what it took, and heals by itself", async () => {
	const cookie = cookies[1] ?? "";
	const good = calendar(busyIn(5));
	const answer = (served: Served) => elsewhere.serve("/broken.ics", served);
	const feed = await addFeed(cookie, answer({ body: good }));
	await read(1, feed);
	for (const [served, words] of [
		[{ status: 404 }, /no calendar at this address any more/],
		[{ status: 401 }, /Is it still shared/],
		[{ status: 503 }, /busy or out of order/],
		[{ status: 418 }, /418/],
		[{ body: "<!doctype html><title>Sign in</title>" }, /web page/],
		[{ body: good.slice(0, -40) }, /ends in the middle/],
		[{ body: "x".repeat(5 * 1024 * 1024 + 1) }, /more than 5 MB/],
		[{ status: 302, headers: { location: "https://169.254.169.254/latest" } }, /not on the internet/],
		[{ headers: { "content-encoding": "br" } }, /unpacked/],
		[{ body: calendar(busyIn(1, "RRULE:FREQ=SECONDLY;COUNT=9999999")) }, /repeat more often|takes too long/],
	] as [Served, RegExp][]) {
		answer(served);
		expect(await read(1, feed)).toMatchObject({ trouble: expect.stringMatching(words), times: 1 });
		expect(await free(handleOf(1), 5)).not.toContain("10:30");
	}
	expect(await one(1, feed)).toMatchObject({ failures: 10 });
	answer({ body: calendar(busyIn(6), busyIn(7, "RRULE:NEVER")) });
	expect(await read(1, feed)).toMatchObject({
		failures: 0,
		times: 3,
		trouble: expect.stringMatching(/One of its entries/),
	});
	expect(await free(handleOf(1), 5)).not.toContain("10:30");
	answer({ body: calendar(busyIn(6), busyIn(7)) });
	expect(await read(1, feed)).toMatchObject({ failures: 0, times: 2, trouble: null });
	expect(await free(handleOf(1), 5)).toContain("10:30");
});

test("a cron reads what is due, and asks for nothing that did not change", async () => {
	const cookie = cookies[2] ?? "";
	const etag = '"first"';
	const url = elsewhere.serve("/polled.ics", { body: calendar(busyIn(5)), headers: { etag } });
	const feed = await addFeed(cookie, url);
	await expect.poll(async () => (await one(2, feed)).times, { timeout: 30_000 }).toBe(1);
	expect(await free(handleOf(2), 5)).not.toContain("10:30");
	elsewhere.serve("/polled.ics", { status: 304 });
	const before = elsewhere.asked.length;
	await admin.query("update app.busy_feeds set due_at = now() - interval '1 hour' where id = $1", [feed]);
	const headers = { authorization: `Bearer ${given("CRON_SECRET")}` };
	const said = await ask("GET", "/api/feed-readings", { headers });
	expect(said.json).toEqual({ read: expect.any(Number), failed: expect.any(Number) });
	await expect.poll(() => elsewhere.asked.length, { timeout: 30_000 }).toBe(before + 1);
	expect(elsewhere.asked.at(-1)?.headers["if-none-match"]).toBe(etag);
	await expect.poll(async () => (await one(2, feed)).isReading).toBe(false);
	expect(await one(2, feed)).toMatchObject({ times: 1, failures: 0, trouble: null });
	expect(await free(handleOf(2), 5)).not.toContain("10:30");
});

test("whole days are the teacher's, and our own bookings are not busy twice", async () => {
	const [handle, cookie] = [handleOf(2), cookies[2] ?? ""];
	const ref = await book(handle, startIn(9, "10:00"), booker("Comes Back"));
	const ours = (await ask("GET", `/api/calendars/${ref}`)).text;
	const day = startIn(10).slice(0, 10).replaceAll("-", "");
	const inner = ours.slice(ours.indexOf("BEGIN:VEVENT"), ours.indexOf("END:VCALENDAR"));
	const feed = await addFeed(
		cookie,
		elsewhere.serve("/ours.ics", { body: calendar(inner.trim(), event(`DTSTART;VALUE=DATE:${day}`)) }),
	);
	expect(await read(2, feed)).toMatchObject({ times: 1, trouble: null });
	expect(await free(handle, 10)).toEqual([]);
	expect((await ask("GET", "/api/feeds", { cookie })).json.outside).toEqual([]);
	await ask("POST", "/api/cancellations", { body: { booking: ref } });
	expect(await free(handle, 9)).toContain("10:00");
});

test("a booking that was moved gives its old time back, whatever copy of it is kept elsewhere", async () => {
	const [handle, cookie] = [handleOf(2), cookies[2] ?? ""];
	const ref = await book(handle, startIn(11, "10:00"), booker("Moves Away"));
	// As in its mail, and as in the calendar that its teacher subscribes to: neither may have heard of the move yet.
	const mailed = (await ask("GET", `/api/calendars/${ref}`)).text;
	const { json } = await ask("POST", "/api/calendar-feeds", { cookie, body: { of: "desk" } });
	const shared = (await ask("GET", new URL(json.url).pathname)).text;
	const copies = [mailed, shared].map((text) =>
		text.slice(text.indexOf("BEGIN:VEVENT"), text.lastIndexOf("END:VCALENDAR")).trim(),
	);
	expect(copies[1]).toContain(stamp(startIn(11, "10:00")));
	const feed = await addFeed(cookie, elsewhere.serve("/copies.ics", { body: calendar(...copies) }));
	expect(await read(2, feed)).toMatchObject({ times: 0, trouble: null });
	expect(await free(handle, 11)).not.toContain("10:00");
	const moved = await ask("POST", "/api/moves", {
		headers: { "idempotency-key": randomUUID() },
		body: { booking: ref, startsAt: startIn(11, "14:00") },
	});
	expect(moved.status, moved.text).toBe(200);
	expect(await read(2, feed)).toMatchObject({ times: 0, trouble: null });
	expect(await free(handle, 11)).toContain("10:00");
	expect(await free(handle, 11)).not.toContain("14:00");
});

test("who has booked with somebody else is busy then, by the entry that came with it, until that is cancelled", async () => {
	const [handle, cookie] = [handleOf(2), cookies[2] ?? ""];
	const ref = await book(handleOf(1), startIn(12, "10:00"), booker("Also A Parent"));
	const mailed = (await ask("GET", `/api/calendars/${ref}`)).text;
	const copy = mailed.slice(mailed.indexOf("BEGIN:VEVENT"), mailed.lastIndexOf("END:VCALENDAR")).trim();
	const feed = await addFeed(cookie, elsewhere.serve("/parent.ics", { body: calendar(copy) }));
	expect(await read(2, feed)).toMatchObject({ times: 1, trouble: null });
	expect(await free(handle, 12)).not.toContain("10:00");
	await ask("POST", "/api/cancellations", { body: { booking: ref } });
	expect(await read(2, feed)).toMatchObject({ times: 0, trouble: null });
	expect(await free(handle, 12)).toContain("10:00");
});

test("so many calendars are read at once as get done in their turn: others wait for a place, a while, and not without end", async () => {
	const open: (() => void)[] = [];
	const work = () => new Promise<string>((done) => open.push(() => done("read")));
	const reading = Array.from({ length: places }, () => inPlace(work));
	expect(await inPlace(work)).toBeNull();
	expect(await inPlace(work, 20)).toBeNull();
	const waiting = Array.from({ length: places }, () => inPlace(work, 10_000));
	expect(await inPlace(work, 10_000)).toBeNull();
	for (const finish of open.splice(0)) finish();
	expect(await Promise.all(reading)).toEqual(Array(places).fill({ done: "read" }));
	await expect.poll(() => open.length).toBe(places);
	for (const finish of open.splice(0)) finish();
	expect(await Promise.all(waiting)).toEqual(Array(places).fill({ done: "read" }));
	expect(await inPlace(async () => "read")).toEqual({ done: "read" });
});

test("where more are to be read at once than there are places, each is read", async () => {
	const all = await Promise.all(
		Array.from({ length: places + 4 }, async (_, n) => {
			const cookie = cookies[n % 2] ?? "";
			const url = elsewhere.serve(`/slow-${n}.ics`, { body: calendar(busyIn(20)), afterMs: 2_000 });
			return { n: n % 2, cookie, feed: await addFeed(cookie, url) };
		}),
	);
	const said = await Promise.all(
		all.map(({ cookie, feed }) => ask("POST", "/api/feed-readings", { cookie, body: { feed } })),
	);
	expect(said.map(({ status }) => status)).toEqual(Array(all.length).fill(200));
	for (const { n, feed } of all) {
		await expect.poll(async () => (await one(n, feed)).times, { timeout: 60_000, interval: 500 }).toBe(1);
		await ask("POST", "/api/feed-removals", { cookie: cookies[n], body: { feed } });
	}
});

test("an address that nobody may be sent to is refused at once, with a word on how to mend it", async () => {
	const cookie = cookies[0] ?? "";
	for (const [url, words] of [
		["http://calendar.example/basic.ics", /https/],
		["https://name:word@calendar.example/basic.ics", /name and a password/],
		["https://169.254.169.254/latest", /not on the internet/],
		["https://[::1]/basic.ics", /not on the internet/],
		["webcal://10.0.0.1/basic.ics", /not on the internet/],
		["file:///etc/passwd", /https/],
		["nonsense", /https/],
		[`https://calendar.example/${"x".repeat(2_000)}`, /2,000/],
	] as const) {
		const said = await ask("PUT", "/api/feeds", { cookie, body: feedBody({ url }) });
		expect([said.status, said.error?.code], url).toEqual([422, "INVAL"]);
		expect(said.error?.fields, url).toMatchObject({ url: expect.stringMatching(words) });
	}
	const webcal = feedBody({ url: "webcal://calendar.example/basic.ics", name: "Apple" });
	expect((await ask("PUT", "/api/feeds", { cookie, body: webcal })).json.feed).toMatchObject({
		host: "calendar.example",
		version: 1,
	});
	const rename = { feed: webcal.feed, version: 1, name: "Family" };
	expect((await ask("PUT", "/api/feeds", { cookie, body: rename })).json.feed).toMatchObject({
		name: "Family",
		version: 2,
	});
	expect((await ask("PUT", "/api/feeds", { cookie, body: { ...rename, name: "Club" } })).error?.code).toBe(
		"STALE",
	);
	const moved = await ask("PUT", "/api/feeds", { cookie, body: { ...webcal, version: 2 } });
	expect(moved.error?.code).toBe("INVAL");
});

test("who has calendars read too often is asked to wait", async () => {
	const codes: (string | undefined)[] = [];
	// Twice as many as are allowed, in case a new window begins meanwhile.
	for (let n = 0; n < 62 && !codes.includes("SLOWD"); n++) {
		const body = { feed: randomUUID() };
		codes.push((await ask("POST", "/api/feed-readings", { cookie: cookies[1], body })).error?.code);
	}
	expect(new Set(codes)).toEqual(new Set(["NTFND", "SLOWD"]));
});
