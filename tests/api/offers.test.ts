import { expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { ask, newKey, post, postForm } from "./support/ask.ts";
import { newTeam } from "./support/rules.ts";
import { booker, newSchool, rows, startIn } from "./support/school.ts";
import { mailsTo } from "./support/session.ts";

const school = await newSchool(2);
const [first, second] = school.teachers as [
	(typeof school.teachers)[number],
	(typeof school.teachers)[number],
];
const teacher = first.handle;
const questions = [
	{ id: "class", label: "Which class?", kind: "text", required: true },
	{ id: "level", label: "Level", kind: "choice", required: false, choices: ["Beginner", "Advanced"] },
	{ id: "rules", label: "I have read the rules", kind: "check", required: true },
];
const offer = (columns: string, type = "lesson", handle = teacher) =>
	rows(
		`update app.appointment_types set ${columns}
		where handle = $1 and teacher_id = (select id from app.teachers where handle = $2)`,
		[type, handle],
	);
await offer(
	`questions = '${JSON.stringify(questions)}', place_kind = 'phone', place = '020 7946 0000', other_durations = '{60}'`,
);
await offer("is_hidden = true, place_kind = 'address', place = 'Room 12'", "group");
await offer("series_cap = 4", "once");
await offer("booker_cap = null", "once");

await offer(
	`questions = '${JSON.stringify([{ id: "long", label: "Why?", kind: "long", required: false }])}'`,
	"notice",
);

const answers = { class: "8b", rules: true };
const wish = (time: string, more: object = {}) => ({
	...{ teacher, type: "lesson", startsAt: startIn(3, time), answers },
	...booker(`Asked ${time}`),
	...more,
});

test("a type that is listed nowhere is told to who has its address, and its number to who has booked", async () => {
	expect((await ask("GET", `/t/${teacher}`)).text).not.toContain("Room 12");
	const hidden = await ask("GET", `/api/types/${teacher}/group`);
	expect(hidden.json).toMatchObject({ handle: "group", placeKind: "address", address: "Room 12" });
	const listed = await ask("GET", `/api/types/${teacher}/lesson`);
	expect(listed.json).toMatchObject({ questions, placeKind: "phone", address: "", otherDurations: [60] });
	expect(listed.text).not.toContain("7946");
	for (const path of ["never-was", "unopened/", "group?x=1"])
		expect((await ask("GET", `/api/types/${teacher}/${path}`)).error?.code ?? "redirected").toMatch(
			/NTFND|redirected/,
		);
	expect((await ask("GET", `/api/types/${teacher}/-`)).error?.code).toBe("INVAL");
});

test("what is wrong with answers is said by field, and nothing is booked", async () => {
	const said = async (given: object) =>
		(await post("/api/bookings", wish("08:00", { answers: given }))).error?.fields;
	expect(await said({})).toEqual({
		"answers.class": "Please answer this.",
		"answers.rules": "Please tick this.",
	});
	expect(await said({ ...answers, level: "Expert" })).toEqual({
		"answers.level": "Please choose one of these.",
	});
	expect(await said({ ...answers, class: "x".repeat(501) })).toEqual({
		"answers.class": "An answer has at most 500 characters.",
	});
	expect(await said({ ...answers, class: true })).toEqual({ "answers.class": "Answer this in words." });
	expect(await said({ ...answers, other: "?" })).toEqual({ "answers.other": "This is not asked any more." });
	expect(await rows("select from app.bookings where email = $1", [booker("Asked 08:00").email])).toEqual([]);
	expect((await post("/api/bookings", wish("08:00"))).status).toBe(201);
});

test("the booking, its mails and its calendar say where, and the teacher's mail what was answered", async () => {
	const { json } = await post("/api/bookings", wish("09:00", { answers: { ...answers, level: "Advanced" } }));
	const page = await ask("GET", `/b/${json.ref}`);
	for (const text of ["By phone: 020 7946 0000", "8b", "Advanced"]) expect(page.text).toContain(text);
	const calendar = await ask("GET", `/api/calendars/${json.ref}`);
	expect(calendar.text).toContain("LOCATION:By phone: 020 7946 0000");
	await ask("GET", "/api/health");
	await expect.poll(async () => (await mailsTo(booker("Asked 09:00").email)).length).toBe(1);
	const [own] = await mailsTo(booker("Asked 09:00").email);
	expect(own?.text).toContain("By phone: 020 7946 0000");
	await expect
		.poll(async () => (await mailsTo(first.email)).map(({ text }) => text).join())
		.toMatch(/Which class\? 8b\n {2}Level: Advanced\n {2}I have read the rules: Yes/);
});

test("a plain form answers, too, and comes back with what was answered", async () => {
	const { answers: _, ...fields } = wish("11:00", { durationMinutes: "60", key: newKey() });
	const form = fields as unknown as Record<string, string>;
	const told = { "answers.class": "9a", "ticks.rules": "true", "answers.level": "" };
	const back = await postForm("/api/form-bookings", { ...form, ...told, name: "!?" });
	const url = new URL(back.headers.get("location") ?? "", "http://localhost");
	expect([url.searchParams.get("no"), url.searchParams.get("minutes")]).toEqual(["INVAL", "60"]);
	const cookie = back.headers.getSetCookie()[0]?.split(";")[0] ?? "";
	const shown = await ask("GET", url.pathname + url.search, { cookie });
	expect(shown.text).toMatch(/name="answers.class"[^>]*value="9a"|value="9a"[^>]*name="answers.class"/);
	const missing = await postForm("/api/form-bookings", { ...form, "ticks.rules": "true" });
	expect(missing.headers.get("location")).toContain("no=INVAL");
	const booked = await postForm("/api/form-bookings", { ...form, ...told });
	expect(booked.headers.get("location")).toMatch(/^\/b\/[\w-]{44}\?booked=1$/);
	const [made] = await rows(
		"select answers, upper(during) - lower(during) = interval '1 hour' as hour from app.bookings where email = $1",
		[form.email],
	);
	expect(made).toEqual({
		answers: [
			{ label: "Which class?", answer: "9a" },
			{ label: "I have read the rules", answer: true },
		],
		hour: true,
	});
});

test("a long answer does not keep a refused form from coming back", async () => {
	const form = {
		teacher,
		type: "notice",
		startsAt: startIn(40),
		...booker("Long"),
		key: newKey(),
		name: "!?",
	};
	const back = await postForm("/api/form-bookings", { ...form, "answers.long": "ä".repeat(3_900) });
	const cookie = back.headers.getSetCookie()[0]?.split(";")[0] ?? "";
	expect(cookie.length).toBeLessThan(4_000);
	const shown = await ask("GET", back.headers.get("location") ?? "", { cookie });
	expect([shown.text.includes("ää"), shown.text.includes(booker("Long").email)]).toEqual([true, true]);
});

test("a series takes the hold on one of its dates along, and is cancelled as one", async () => {
	const starts = [0, 1, 2].map((week) => startIn(10 + 7 * week, "14:00"));
	const series = { teacher, type: "once", starts, ...booker("Weekly") };
	const held = await post("/api/holds", { teacher, type: "once", startsAt: starts[0] });
	const listed = await ask("GET", `/api/series?teacher=${teacher}&type=once&startsAt=${starts[0]}&dates=4`);
	expect(listed.json.dates.map(({ no }: { no: string | null }) => no)).toEqual(["TAKEN", null, null, null]);
	expect((await post("/api/series-bookings", series)).error).toMatchObject({
		code: "TAKEN",
		startsAt: starts[0],
	});
	const booked = await post("/api/series-bookings", { ...series, hold: held.json.hold });
	expect(booked.status, booked.text).toBe(201);
	const [one] = booked.json.bookings as { ref: string }[];
	expect(one?.ref).toBe(held.json.hold);
	const page = await ask("GET", `/b/${one?.ref}`);
	for (const { ref } of booked.json.bookings.slice(1)) expect(page.text).toContain(`/b/${ref}`);
	const done = await post("/api/series-cancellations", { booking: one?.ref });
	expect(done.json).toEqual({ cancelled: 3, left: 0 });
	expect((await post("/api/series-cancellations", { booking: one?.ref })).json).toEqual({
		cancelled: 0,
		left: 0,
	});
	const alone = await post("/api/bookings", wish("15:00"));
	expect((await post("/api/series-cancellations", { booking: alone.json.ref })).error?.code).toBe("NTFND");
});

test("a team's times of another duration are a list of their own, and its page says what any of them offers", async () => {
	const team = await newTeam(school.handle);
	await offer("other_durations = '{60}'", "lesson", second.handle);
	const week = weekOf(startIn(5));
	const [usual, long] = await Promise.all(
		["", "/60"].map((minutes) => ask("GET", `/api/team-slots/${team.handle}/lesson/${week}${minutes}`)),
	);
	const length = (said: typeof usual) => {
		const [slot] = said?.json.slots ?? [];
		return Date.parse(slot.endsAt) - Date.parse(slot.startsAt);
	};
	expect([length(usual), length(long)]).toEqual([30 * 60_000, 60 * 60_000]);
	const page = await ask("GET", `/team/${team.handle}`);
	for (const text of ["Any of us", first.name, second.name]) expect(page.text).toContain(text);
	expect(page.text).not.toContain("Room 12");
	expect((await ask("GET", "/team/nobody")).status).toBe(404);
});
