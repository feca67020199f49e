import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { readRef } from "../../lib/bookings/ref.ts";
import { ask, post } from "./support/ask.ts";
import { begunBooking } from "./support/desk.ts";
import { makeStaff } from "./support/office.ts";
import { admin, book, booker, newSchool, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const school = await newSchool(2);
const [ada, bela] = school.teachers as [(typeof school.teachers)[number], (typeof school.teachers)[number]];
const office = await makeStaff(school);
const [cookie, officeCookie] = [await signIn(ada.email), await signIn(office)];
const trail = (query = "", jar = cookie) => ask("GET", `/api/trails${query}`, { cookie: jar });
const rowsOf = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true });
const read = async (query: string, jar: string) =>
	(await ask("GET", `/desk/trail${query}`, { cookie: jar })).text;

const cancel = async (name: string, teacher: string, jar: string, day: number) => {
	const { bookingId } = readRef(await book(teacher, startIn(day), booker(name)));
	const body = { booking: bookingId, reason: 'A school trip, "all day"' };
	expect((await post("/api/teacher-cancellations", body, undefined, { cookie: jar })).status).toBe(200);
};
await cancel("Cancelled Cara", ada.handle, cookie, 3);
await cancel("Cancelled Cleo", bela.handle, officeCookie, 3);
const begun = await begunBooking(ada.handle, "Absent Anna");
await post("/api/attendances", { booking: begun, came: false }, undefined, { cookie: officeCookie });

test("a teacher has the file of their own changes, and the office that of the school", async () => {
	const said = await trail("?about=bookings");
	expect(said.headers.get("content-type")).toBe("text/csv; charset=utf-8");
	expect(said.headers.get("cache-control")).toBe("private, no-store");
	expect(rowsOf(said.text).map(({ When, ...row }) => row)).toEqual([
		{
			...{
				Who: "The office",
				Teacher: ada.name,
				What: expect.stringContaining("Marked the booking of Absent Anna"),
			},
			...{ "Before and after": expect.stringContaining("State: Missed (was Booked)"), Reason: "" },
		},
		{
			...{
				Who: ada.name,
				Teacher: ada.name,
				What: expect.stringContaining("Cancelled the booking of Cancelled Cara"),
			},
			...{ "Before and after": expect.stringContaining("Time: "), Reason: 'A school trip, "all day"' },
		},
	]);
	const all = rowsOf((await trail("?school=1&about=bookings", officeCookie)).text);
	expect(all.map(({ Who, Teacher }) => [Who, Teacher])).toEqual([
		[office, ada.name],
		[office, bela.name],
		[ada.name, ada.name],
	]);
	const one = rowsOf((await trail(`?school=1&about=bookings&teacher=${bela.handle}`, officeCookie)).text);
	expect(one.map(({ Teacher }) => Teacher)).toEqual([bela.name]);
});

test("what was imported is the import's, and a longer trail than one batch comes whole", async () => {
	await admin.query(
		`insert into app.audit (actor_kind, verb, school_id, subject_kind, subject_id, after)
		select 'operator', 'made', school.id, 'team', gen_random_uuid(), jsonb_build_object('name', 'Team ' || n)
		from app.schools school, generate_series(1, 1100) as n where school.handle = $1`,
		[school.handle],
	);
	const rows = rowsOf((await trail("?school=1&about=teams", officeCookie)).text);
	expect(new Set(rows.map(({ What }) => What)).size).toBe(1100);
	expect(new Set(rows.map(({ Who }) => Who))).toEqual(new Set(["An import"]));
});

test("a query that cannot be meant is refused by its field, and another school's is not there", async () => {
	for (const [query, field] of [
		["about=money", "about"],
		["from=2026-02-30", "from"],
		["until=tomorrow", "until"],
		["teacher=A%20B", "teacher"],
		["school=2", "school"],
		["zone=Nowhere%2FAtAll", "zone"],
		["after=x", "body"],
	] as const) {
		const said = await trail(`?${query}`);
		expect([said.status, said.error?.code], query).toEqual([422, "INVAL"]);
		expect(Object.keys(said.error?.fields as object), query).toEqual([field]);
	}
	const other = await newSchool();
	expect((await trail(`?school=1&teacher=${other.teachers[0]?.handle}`, officeCookie)).error?.code).toBe(
		"NTFND",
	);
	expect((await ask("GET", "/api/trails")).error?.code).toBe("SIGIN");
});

test("the page shows each their own, takes what it can understand of its address, and pages on", async () => {
	const own = await read("?about=bookings", cookie);
	expect(own).toContain("Cancelled the booking of Cancelled Cara");
	expect(own).not.toContain("Cancelled Cleo");
	expect(await read("?about=bookings&from=2026-02-30&teacher=nobody&after=x", officeCookie)).toContain(
		"Cancelled Cleo",
	);
	expect(await read("?until=2001-01-01", cookie)).toContain("No change fits this");
	const teams = await read("?about=teams", officeCookie);
	const [, after] = /href="\/desk\/trail\?about=teams&amp;after=([^"]+)"/.exec(teams) ?? [];
	expect(await read(`?about=teams&after=${after}`, officeCookie)).toContain("Back to the newest");
});

test("to whom bookings are told elsewhere is told in words, and that somebody was erased, and not who", async () => {
	const verb = (sql: string) =>
		admin.query(`select ${sql} from app.teachers teacher where teacher.handle = $1`, [ada.handle]);
	const hook = "teacher.user_id, '00000000-0000-4000-8000-00000000f00d'";
	await verb(`api.save_hook(${hook}, 0, '{booking.confirmed}', true, 'sealed', 'sealed')`);
	await verb(`api.save_hook(${hook}, 1, '{booking.confirmed,booking.moved}', false, 'sealed', 'sealed')`);
	await verb(`api.renew_hook_secret(${hook}, gen_random_uuid(), 'sealed')`);
	await verb("api.share_desk(teacher.user_id, repeat('ab', 32))");
	const told = rowsOf((await trail("?about=programs")).text);
	expect(told.map((row) => [row.Who, row.What, row["Before and after"]])).toEqual([
		[ada.name, "Made the secret address of the calendar", ""],
		[ada.name, "Changed a webhook", "Secret: another one"],
		[ada.name, "Paused a webhook", "Told of: booking.confirmed, booking.moved (was booking.confirmed)"],
		[ada.name, "Made a webhook", "Told of: booking.confirmed"],
	]);

	const gone = booker("Erased Emil");
	await book(ada.handle, startIn(5), gone);
	const said = await ask("POST", "/api/erasures", { cookie: officeCookie, body: { email: gone.email } });
	expect(said.status).toBe(200);
	const lines = rowsOf((await trail("?school=1&about=bookings", officeCookie)).text);
	const line = lines.find(({ What }) => What === "Deleted what was held of a booker");
	expect(line).toMatchObject({ Who: office, "Before and after": "Bookings, places and invitations: 1" });
	expect(JSON.stringify(lines)).not.toMatch(/Emil/);
	expect(await read("?school=1&about=programs", cookie)).toContain("Paused a webhook");
});
