import { expect, test } from "vitest";
import { signRef } from "../../lib/bookings/ref.ts";
import { ask, newKey, postForm, type Said } from "./support/ask.ts";
import { book, booker, newSchool, rows, startIn } from "./support/school.ts";

const { teachers } = await newSchool(2);
const [teacher, other] = teachers.map(({ handle }) => handle) as [string, string];
const page = `/t/${teacher}/book`;

type Fields = Record<string, string>;
const form = (time: string, more: Fields = {}) => ({
	...{ teacher, type: "lesson", startsAt: startIn(3, time), key: newKey() },
	...booker(`Form ${time}`),
	...more,
});
const send = (fields: Fields) => postForm("/api/form-bookings", fields);

/** Where an answer leads, as the browser that got it sees it. */
async function follow(said: Said): Promise<Said> {
	const cookie = said.headers
		.getSetCookie()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
	return ask("GET", said.headers.get("location") ?? "", { cookie });
}

/** A refusal leads back to the form, for the same time, and says why. */
async function back(said: Said, code: string): Promise<Said> {
	expect(said.status, said.text).toBe(303);
	const url = new URL(said.headers.get("location") ?? "", "http://localhost");
	expect([url.pathname, url.searchParams.get("no")]).toEqual([page, code]);
	return follow(said);
}

const bookingsOf = (email: string) => rows("select state from app.bookings where email = $1", [email]);

test("a form that is sent twice at once books once, and both hear the same", async () => {
	const fields = form("08:00");
	const answers = await Promise.all(Array.from({ length: 5 }, () => send(fields)));
	const places = new Set(answers.map(({ headers }) => headers.get("location")));
	expect(places.size).toBe(1);
	expect([...places][0]).toMatch(/^\/b\/[\w-]{44}\?booked=1$/);
	expect(await bookingsOf(fields.email)).toHaveLength(1);
	// Booked, there is nothing left to show again.
	expect(answers[0]?.headers.getSetCookie().join()).toMatch(
		/firstbell_typed=; Path=\/t\/[\w-]+\/book; Max-Age=0/,
	);
});

test("the same form with something else in it is refused, and its page brings a new key", async () => {
	const fields = form("08:30");
	await send(fields);
	const again = await back(await send({ ...fields, name: "Somebody Else" }), "REUSE");
	expect(again.shown).toContain("look for the mail");
	expect(again.shown).toContain('value="Somebody Else"');
	expect(again.text).not.toContain(fields.key);
});

test("who comes too late keeps what was typed, hears why, and is shown the nearest free times", async () => {
	await book(teacher, startIn(3, "09:00"), booker("Faster"));
	const fields = form("09:00");
	const shown = await back(await send(fields), "TAKEN");
	expect(shown.shown).toContain("Somebody was a moment faster");
	for (const value of [fields.name, fields.email, fields.key, startIn(3, "09:30")])
		expect(shown.shown).toContain(`value="${value}"`);
	expect(shown.text).not.toContain(`value="${startIn(3, "09:00")}"`);
	expect(await bookingsOf(fields.email)).toEqual([]);
});

test.each([
	["GONE0", { startsAt: startIn(3, "09:10") }],
	["CLOSD", { type: "unopened" }],
	["LATE0", { type: "notice" }],
	["INVAL", { name: "" }],
	["INVAL", { email: "nobody" }],
	["INVAL", { key: "short" }],
	["INVAL", { admin: "true" }],
])("%s for %o comes back as the form", async (code, more) => {
	const fields = form("10:00", more as Fields);
	const shown = await back(await send(fields), code);
	expect(shown.status).toBe(200);
	expect(shown.shown).toContain('role="alert"');
	expect(await bookingsOf(fields.email)).toEqual([]);
});

test("CLASH and LIMIT are said on the form, too", async () => {
	const fields = form("10:30");
	await send(fields);
	const clash = { ...fields, teacher: other, key: newKey() };
	expect((await send(clash)).headers.get("location")).toContain("no=CLASH");
	const once = form("11:00", { type: "once" });
	await send(once);
	const more = await back(await send({ ...once, startsAt: startIn(4, "11:00"), key: newKey() }), "LIMIT");
	expect(more.shown).toContain("as many as one person can have");
});

test("what is wrong with a field stands beside it, and what was typed is shown as text and nothing else", async () => {
	const shown = await back(await send(form("11:30", { name: '"><script>alert(1)</script>://' })), "INVAL");
	expect(shown.shown).toContain("A name has no link in it.");
	expect(shown.shown).toContain("&quot;&gt;&lt;script&gt;");
	expect(shown.text).not.toContain('"><script>alert(1)');
});

test("what was typed is in no address, and shown to no other page and nobody without the mark", async () => {
	const fields = form("12:00", { name: "!" });
	const said = await send(fields);
	const location = said.headers.get("location") ?? "";
	expect(decodeURIComponent(location)).not.toContain(fields.email);
	const [kept = ""] = said.headers.getSetCookie().filter((cookie) => cookie.startsWith("firstbell_typed="));
	expect(kept).toMatch(/; Path=\/t\/[\w-]+\/book; Max-Age=600; HttpOnly; SameSite=Lax$/);
	const cookie = kept.split(";")[0];
	const seen = async (path: string, cookie?: string) =>
		(await ask("GET", path, { cookie })).text.includes(fields.email);
	expect(await seen(location, cookie)).toBe(true);
	expect(await seen(location)).toBe(false);
	expect(await seen(location.replace(/again=[^&]*/, "again=AAAAAAAA"), cookie)).toBe(false);
	expect(await seen(`${page}?slot=lesson/${fields.startsAt}`, cookie)).toBe(false);
	expect(await seen(location, "firstbell_typed=%00garbage")).toBe(false);
});

test("sixty kilobytes of a name come back shortened, in a cookie that a browser keeps", async () => {
	const said = await send(form("12:30", { name: "🙂".repeat(5_000) }));
	const cookie = said.headers.getSetCookie().find((cookie) => cookie.startsWith("firstbell_typed=")) ?? "";
	expect(cookie.length).toBeGreaterThan(100);
	expect(cookie.length).toBeLessThan(4_000);
	expect((await back(said, "INVAL")).shown).toContain("🙂🙂");
});

test("a form that belongs on no page is refused in plain words", async () => {
	const wrong: Fields[] = [
		{ teacher: "../x" },
		{ type: "" },
		{ startsAt: "tomorrow" },
		{ timeZone: "Mars/Olympus" },
	];
	for (const more of wrong) {
		const said = await send(form("13:00", more));
		expect([said.status, said.error?.code]).toEqual([422, "INVAL"]);
	}
	const twice = await postForm("/api/form-bookings", {}, { headers: {} });
	expect(twice.status).toBe(422);
	expect((await postForm("/api/form-cancellations", { booking: "short" })).status).toBe(422);
});

test("an unknown teacher's form leads to nobody's page, which says 404", async () => {
	const said = await ask("GET", `/t/nobody-${teacher}/book`);
	expect(said.text).toContain(`/t/nobody-${teacher}`);
	expect((await ask("GET", `/t/nobody-${teacher}`)).status).toBe(404);
	const sent = await send(form("13:30", { type: "no-such-type" }));
	expect(sent.headers.get("location")).toContain("no=NTFND");
});

test("a cancellation by form cancels once, and a late one is told so", async () => {
	const ref = await book(teacher, startIn(5, "10:00"), booker("Cancels By Form"));
	for (let i = 0; i < 2; i++) {
		const said = await postForm("/api/form-cancellations", { booking: ref });
		expect([said.status, said.headers.get("location")]).toEqual([303, `/b/${ref}`]);
	}
	expect((await ask("GET", `/b/${ref}/cancel`)).shown).toContain("This cannot be cancelled here");
	const late = await book(teacher, startIn(5, "11:00"), booker("Cancels Late"), "locked");
	const said = await postForm("/api/form-cancellations", { booking: late });
	expect(said.headers.get("location")).toBe(`/b/${late}/cancel?no=LATE0`);
	expect((await follow(said)).shown).toContain("too close to cancel");
	const forged = signRef({ bookingId: "00000000-0000-4000-8000-000000000000", linkVersion: 1 });
	expect((await postForm("/api/form-cancellations", { booking: forged })).headers.get("location")).toBe(
		`/b/${forged}`,
	);
});

test("who cancels by form may say why, in lines as browsers send them, and reads it again", async () => {
	const ref = await book(teacher, startIn(5, "12:00"), booker("Says Why"));
	expect((await ask("GET", `/b/${ref}/cancel`)).text).toContain('name="reason"');
	const long = await postForm("/api/form-cancellations", { booking: ref, reason: "x".repeat(501) });
	expect([long.status, long.error?.code]).toEqual([422, "INVAL"]);
	const said = await postForm("/api/form-cancellations", {
		booking: ref,
		reason: " A cold.\r\n<b>Sorry</b> ",
	});
	expect(said.headers.get("location")).toBe(`/b/${ref}`);
	const page = await follow(said);
	expect(page.text).toContain("In your words: A cold.\n&lt;b&gt;Sorry&lt;/b&gt;");
});

test("the address of the page may ask for anything, and gets a page", async () => {
	for (const query of [
		"type=no-such-type",
		"slot=lesson",
		"slot=/",
		"slot=lesson/never",
		"slot=lesson/2026-02-30T09:00:00Z",
		"slot=lesson/1999-01-01T00:00:00Z",
		"from=2026-13-45",
		"from=9999-12-31",
		"from=0000-01-01&zone=Mars/Olympus",
		"zone=%00&again=%F0%9F%99%82&no=constructor&wait=1e9",
		"no=SLOWD&wait=99999&slot=lesson/2026-12-01T09:00:00Z",
		"from=a&from=b&slot=a&slot=b&choose=zone",
	]) {
		const said = await ask("GET", `${page}?${query}`);
		expect([said.status, said.text.includes("Book Teacher 1")], query).toEqual([200, true]);
	}
});
