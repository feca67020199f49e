import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { ask } from "./support/ask.ts";
import { hoursBody } from "./support/rules.ts";
import { admin, newSchool, rows, startIn } from "./support/school.ts";
import { codeFor, cookieOf, mailsTo, signIn } from "./support/session.ts";

const school = await newSchool(7);
const teacher = (i: number) => school.teachers[i] ?? { handle: "", email: "", name: "" };
const allDay = (weekday: number) => ({ weekday, startsMinute: 0, endsMinute: 1440 });
const wholeWeek = [1, 2, 3, 4, 5, 6, 7].map(allDay);
const save = async (cookie: string, handle: string, version: number, spans: object[]) =>
	ask("PUT", "/api/schedules", { cookie, body: await hoursBody(handle, version, spans) });

async function hoursOf(handle: string) {
	const [row] = await rows<{ version: number; spans: unknown[] }>(
		`select schedule.version, (
			select jsonb_agg(jsonb_build_array(weekday, lower(span), upper(span)) order by 1)
			from app.weekly_hours hours, unnest(hours.minutes) as span where hours.schedule_id = schedule.id) as spans
		from app.teachers teacher join app.schedules schedule on schedule.teacher_id = teacher.id where handle = $1`,
		[handle],
	);
	return row;
}

test("a wrong code is refused, the right one works once, and the session is for the server only", async () => {
	const { email } = teacher(0);
	expect((await ask("POST", "/api/sign-in-codes", { body: { email } })).status).toBe(202);
	const code = await codeFor(email);
	const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, "0");
	const enter = (which: string, who = email) =>
		ask("POST", "/api/sign-ins", { body: { email: who, code: which } });

	const refused = await enter(wrong);
	expect([refused.status, refused.error?.code, refused.headers.getSetCookie()]).toEqual([401, "WRONG", []]);
	const foreign = await enter(code, teacher(1).email);
	expect([foreign.status, foreign.error?.code]).toEqual([401, "WRONG"]);

	const right = await enter(code);
	expect(right.status, right.text).toBe(204);
	for (const cookie of right.headers.getSetCookie()) expect(cookie).toMatch(/; HttpOnly/i);
	for (const cookie of right.headers.getSetCookie()) expect(cookie).toMatch(/; SameSite=lax/i);
	const again = await enter(code);
	expect([again.status, again.error?.code]).toEqual([401, "WRONG"]);

	const desk = await ask("GET", "/desk/hours", { cookie: cookieOf(right) });
	expect(desk.text).toContain(teacher(0).name);
});

test.each([
	[590, 204],
	[610, 401],
])("a code works for ten minutes, as its mail says: %i seconds later it is %i", async (age, status) => {
	const { email } = teacher(age === 590 ? 5 : 6);
	await ask("POST", "/api/sign-in-codes", { body: { email } });
	const code = await codeFor(email);
	expect((await mailsTo(email))[0]?.text).toContain("It works once, within ten minutes.");
	await admin.query(
		`update auth.users set confirmation_sent_at = now() - make_interval(secs => $2),
			recovery_sent_at = now() - make_interval(secs => $2) where email = $1`,
		[email, age],
	);
	expect((await ask("POST", "/api/sign-ins", { body: { email, code } })).status).toBe(status);
});

test("what a hosted Auth is told agrees: ten minutes, in its settings and in its mail", () => {
	expect(readFileSync("supabase/config.toml", "utf8")).toMatch(/^otp_expiry = 600$/m);
	expect(readFileSync("supabase/templates/code.html", "utf8")).toContain("within ten minutes");
});

test("saved hours show at once: in the list of slots and on the public page", async () => {
	const { handle, email } = teacher(1);
	const cookie = await signIn(email);
	const day = startIn(4);
	const weekday = ((new Date(day).getUTCDay() + 6) % 7) + 1;
	const list = `/api/slots/${handle}/lesson/${weekOf(day)}`;
	const ofDay = async () =>
		(await ask("GET", list)).json.slots
			.map((slot: { startsAt: string }) => slot.startsAt)
			.filter((at: string) => at.startsWith(day.slice(0, 10)));
	const page = async () => (await ask("GET", `/t/${handle}`)).text;
	// Twice, so that the page stands in the cache: a stale one must have the chance to show itself.
	expect(await page()).toContain(day);
	expect(await page()).toContain(day);
	expect(await ofDay()).toHaveLength(48);

	const spans = [
		...wholeWeek.filter((span) => span.weekday !== weekday),
		{ ...allDay(weekday), endsMinute: 60 },
	];
	for (const [version, hours, there] of [
		[1, spans, false],
		[2, wholeWeek, true],
		[3, spans, false],
	] as const) {
		const saved = await save(cookie, handle, version, hours);
		expect([saved.status, saved.json.schedule.version]).toEqual([200, version + 1]);
		expect((await page()).includes(day)).toBe(there);
		expect((await ofDay()).includes(day)).toBe(there);
	}
	expect(await ofDay()).toEqual([startIn(4, "00:00"), startIn(4, "00:30")]);
});

test("a second save of hours that were changed meanwhile is STALE, and changes nothing", async () => {
	const { handle, email } = teacher(2);
	const cookie = await signIn(email);
	const saveDay = (version: number, weekday: number) => save(cookie, handle, version, [allDay(weekday)]);
	expect((await saveDay(1, 1)).json.schedule.version).toBe(2);
	const stale = await saveDay(1, 2);
	expect([stale.status, stale.error?.code]).toEqual([409, "STALE"]);
	expect(await hoursOf(handle)).toEqual({ version: 2, spans: [[1, 0, 1440]] });

	const answers = await Promise.all([3, 4, 5, 6].map((weekday) => saveDay(2, weekday)));
	expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

test("a teacher saves their own hours and nobody else's, and signing out ends it", async () => {
	const before = await hoursOf(teacher(0).handle);
	const cookie = await signIn(teacher(3).email);
	const { handle } = teacher(3);
	expect((await save(cookie, handle, 1, [])).status).toBe(200);
	expect((await save(cookie, teacher(0).handle, 1, [])).status).toBe(404);
	expect(await hoursOf(teacher(0).handle)).toEqual(before);
	expect(await hoursOf(teacher(3).handle)).toEqual({ version: 2, spans: null });

	const out = await ask("POST", "/api/sign-outs", { cookie });
	expect(out.status).toBe(204);
	expect(out.headers.getSetCookie().join()).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/i);
	const after = await save(cookieOf(out), handle, 2, []);
	expect([after.status, after.error?.code]).toEqual([401, "SIGIN"]);
});

test("hours that cannot be are refused with the field to mend, and nothing is saved", async () => {
	const { handle, email } = teacher(4);
	const before = await hoursOf(handle);
	const cookie = await signIn(email);
	for (const spans of [
		[{ weekday: 0, startsMinute: 0, endsMinute: 60 }],
		[{ weekday: 1, startsMinute: 60, endsMinute: 60 }],
		[{ weekday: 1, startsMinute: -5, endsMinute: 60 }],
		[{ weekday: 1, startsMinute: 0, endsMinute: 1441 }],
		[{ weekday: 1, startsMinute: 0.5, endsMinute: 60 }],
		[allDay(1), { weekday: 1, startsMinute: 60, endsMinute: 120 }],
		Array.from({ length: 71 }, (_, i) => ({ weekday: 1, startsMinute: i * 10, endsMinute: i * 10 + 5 })),
	]) {
		const said = await save(cookie, handle, before?.version ?? 0, spans);
		expect([said.status, said.error?.code], JSON.stringify(spans[0])).toEqual([422, "INVAL"]);
		expect(Object.keys(said.error?.fields as object)[0]).toMatch(/^spans/);
	}
	expect(await hoursOf(handle)).toEqual(before);
});
