import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { begin, cancelAsTeacher } from "../support/desk.ts";
import { everyHour } from "../support/import-wish.ts";
import { invite, type Office, openingWish, saveOpening, seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { inShort, type Noted, noted } from "../support/trail.ts";
import { book, call, cancel, codeOf, confirm, hold } from "../support/verbs.ts";

const { admin, serverUrl } = await ownDatabase();
const server = new pg.Client(serverUrl);
await server.connect();
afterAll(() => server.end());

let [teacher, colleague, school] = ["", "", ""];
let user = "";
let office: Office;
beforeEach(async () => {
	school = `s-${randomUUID().slice(0, 8)}`;
	[teacher, colleague, user] = [`${school}-ada`, `${school}-bob`, randomUUID()];
	office = await seedOffice(admin, school, [teacher, colleague]);
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [user, teacher]);
});
const during = (act: () => Promise<unknown>) => noted(admin, act);
const one = async (act: () => Promise<unknown>) => {
	const lines = await during(act);
	expect(lines).toHaveLength(1);
	return lines[0] as Noted;
};
const booked = (n = 0, of = teacher) => book(admin, { teacher: of, at: slotStart(n) });

describe("of bookings", () => {
	test("nothing is noted of what is held, booked or confirmed", async () => {
		const lines = await during(async () => {
			await booked();
			await confirm(admin, await hold(admin, { teacher, at: slotStart(1) }));
		});
		expect(lines).toEqual([]);
	});

	test("a cancellation says by whom: its booker, its teacher with a reason, or the office", async () => {
		const [first, second, third] = [await booked(0), await booked(1), await booked(2)];
		expect(inShort(await during(() => cancel(admin, first)))).toEqual(["booker cancelled booking"]);
		const bookings = [second.booking_id];
		const line = await one(() => cancelAsTeacher(admin, { user, bookings, reason: "I am ill" }));
		expect(line).toMatchObject({
			...{ actor_kind: "teacher", verb: "cancelled", subject_id: second.booking_id, reason: "I am ill" },
			...{ before: { state: "confirmed" }, after: { state: "cancelled" } },
		});
		const again = await during(() => cancelAsTeacher(admin, { user, bookings, reason: "I am ill" }));
		expect(again).toEqual([]);
		const byOffice = { user: office.staff, bookings: [third.booking_id] };
		expect(await one(() => cancelAsTeacher(admin, byOffice))).toMatchObject({ actor_kind: "staff" });
	});

	test("each date of a series that is cancelled is one", async () => {
		await admin.query("update app.appointment_types set series_cap = 10");
		const dates = [slotStart(0), slotStart(4), slotStart(8)];
		const who = ["Grace", `${randomUUID()}@home.example`, "UTC"];
		const series = await call<{ bookings: { booking_id: string }[] }>(
			...([admin, "book_series", randomUUID(), teacher, "lesson", dates, ...who] as const),
		);
		const lines = await during(() => call(admin, "cancel_series", series.bookings[0]?.booking_id, 1));
		expect(lines.map(({ subject_id }) => subject_id).sort()).toEqual(
			series.bookings.map(({ booking_id }) => booking_id).sort(),
		);
	});

	test("a move by another zone tells both times, and attendance what it was before", async () => {
		const { booking_id, starts_at } = await booked(60);
		const { version } = (await admin.query("select version from app.teachers where handle = $1", [teacher]))
			.rows[0];
		const lines = await during(() => call(admin, "change_zone", user, version, "America/Bogota", true));
		expect(inShort(lines)).toEqual(["teacher moved booking", "teacher changed teacher"]);
		const moved = new Date(Date.parse(starts_at) + 5 * 3_600_000);
		const { before = {}, after = {} } = lines[0] as Noted;
		expect([before?.starts_at, after?.starts_at].map((at) => new Date(String(at)))).toEqual([
			new Date(starts_at),
			moved,
		]);
		expect(lines[1]).toMatchObject({ before: { time_zone: "UTC" }, after: { time_zone: "America/Bogota" } });

		await begin(admin, booking_id);
		const mark = (state: string) =>
			one(() => call(admin, "mark_attendance", office.staff, booking_id, state));
		expect(await mark("no_show")).toMatchObject({
			...{ actor_kind: "staff", verb: "marked", before: { state: "confirmed" }, after: { state: "no_show" } },
		});
		expect(await mark("confirmed")).toMatchObject({ before: { state: "no_show" } });
		expect(await during(() => call(admin, "mark_attendance", user, booking_id, "confirmed"))).toEqual([]);
	});
});

describe("of rules", () => {
	type Type = Record<string, unknown> & { id: string; version: number };
	const typeOf = async () => (await call<Type[]>(admin, "list_types", user))[0] as Type;
	const saveType = ({ id, version, ...wish }: Type) =>
		call(admin, "save_type", user, id, version, JSON.stringify(wish));

	test("a type tells what is otherwise, and nothing where it is saved as it was", async () => {
		const type = await typeOf();
		expect(await one(() => saveType({ ...type, notice_minutes: 30, seats: 2 }))).toMatchObject({
			...{ actor_kind: "teacher", verb: "changed", subject_kind: "type", subject_id: type.id },
			...{ before: { notice_minutes: 0, seats: 1 }, after: { notice_minutes: 30, seats: 2 } },
		});
		expect(await during(async () => saveType(await typeOf()))).toEqual([]);
		const made = await one(() =>
			saveType({ ...type, id: randomUUID(), version: 0, handle: "exam", name: "Exam" }),
		);
		expect(made).toMatchObject({ verb: "made", before: null, after: { name: "Exam", handle: "exam" } });
		expect(await one(() => call(admin, "retire_type", user, type.id))).toMatchObject({ verb: "retired" });
		expect(await during(() => call(admin, "retire_type", user, type.id))).toEqual([]);
		expect(await one(() => call(admin, "restore_type", user, type.id))).toMatchObject({ verb: "restored" });
	});

	test("hours tell the week and the days that are otherwise", async () => {
		const id = randomUUID();
		const save = (version: number, wish: object) => () =>
			call(admin, "save_schedule", user, id, version, JSON.stringify(wish));
		const days = [10, 20].map((n) => ({
			day: slotStart(n * 48).slice(0, 10),
			spans: [{ starts_minute: 540, ends_minute: 600 }],
		}));
		const wish = { name: "Term", spans: everyHour, own_days: [] as object[] };
		expect(inShort(await during(save(0, wish)))).toEqual([
			"teacher made schedule",
			"teacher changed schedule",
		]);
		expect(await one(save(1, { ...wish, own_days: days }))).toMatchObject({
			before: { own_days: {} },
			after: { own_days: Object.fromEntries(days.map(({ day, spans }) => [day, spans])) },
		});
		const other = { ...days[1], spans: [] };
		expect(await one(save(2, { ...wish, own_days: [days[0], other] }))).toMatchObject({
			before: { own_days: { [days[1]?.day ?? ""]: days[1]?.spans } },
			after: { own_days: { [other.day ?? ""]: [] } },
		});
		expect(await during(save(3, { ...wish, own_days: [days[0], other] }))).toEqual([]);
		expect(await one(() => call(admin, "drop_schedule", user, id))).toMatchObject({
			verb: "removed",
			before: { name: "Term" },
		});
	});

	test("an absence tells its time and never its note, and holidays tell the region", async () => {
		const id = randomUUID();
		const save = (version: number, until: number) => () =>
			call(admin, "save_absence", user, id, version, slotStart(0), slotStart(until), "At the doctor");
		const lines = [
			await one(save(0, 10)),
			await one(save(1, 20)),
			await one(() => call(admin, "drop_absence", user, id)),
		];
		expect(lines.map(({ verb }) => verb)).toEqual(["made", "changed", "removed"]);
		expect(JSON.stringify(lines)).not.toContain("doctor");
		const { version } = (await admin.query("select version from app.teachers where handle = $1", [teacher]))
			.rows[0];
		expect(await one(() => call(admin, "save_holidays", user, version, "DE-BY", [], "[]"))).toMatchObject({
			...{ before: { holiday_region: null }, after: { holiday_region: "DE-BY" } },
		});
	});

	test("what a calendar from elsewhere takes is not noted", async () => {
		const lines = await during(() =>
			admin.query(
				`with feed as (
					insert into app.busy_feeds (teacher_id, name, sealed_url) select id, 'Private', 'sealed' from app.teachers where handle = $1
					returning id, teacher_id
				)
				insert into app.busy_times (teacher_id, feed_id, during) select teacher_id, id, tstzrange(now(), now() + interval '1 hour') from feed`,
				[teacher],
			),
		);
		expect(lines).toEqual([]);
	});
});

describe("of a school", () => {
	test("a team tells who comes and who goes, each at their own", async () => {
		const id = randomUUID();
		const save = (version: number, teachers: string[]) => () =>
			call(
				admin,
				"save_team",
				office.staff,
				id,
				version,
				JSON.stringify({ handle: school, name: "All", subject: null, teachers }),
			);
		expect(inShort(await during(save(0, [teacher])))).toEqual(["staff made team", "staff made member"]);
		expect(inShort(await during(save(1, [teacher, colleague])))).toEqual(["staff made member"]);
		expect(inShort(await during(save(2, [colleague])))).toEqual(["staff removed member"]);
		expect(inShort(await during(() => call(admin, "drop_team", office.staff, id))).sort()).toEqual([
			"staff removed member",
			"staff removed team",
		]);
	});

	test("an opening tells how it was saved and steered, and no seed", async () => {
		const lines: Noted[] = [];
		let opening = { id: "", version: 1 };
		lines.push(...(await during(async () => (opening = await saveOpening(admin, office)))));
		const renamed = openingWish({ name: "Renamed", bookings_each: 3 });
		const save = () => call(admin, "save_opening", office.staff, opening.id, 1, JSON.stringify(renamed));
		lines.push(...(await during(save)));
		const steer = (act: string, pace?: number) => () =>
			call(admin, "steer_opening", office.staff, opening.id, act, pace);
		lines.push(...(await during(steer("pause"))), ...(await during(steer("pause"))));
		lines.push(...(await during(steer("resume"))), ...(await during(steer("slow", 2))));
		const [family] = await invite(admin, office, opening, 1, { named: school });
		lines.push(
			...(await during(() => call(admin, "revoke_invitation", office.staff, opening.id, family?.id))),
		);
		lines.push(...(await during(() => call(admin, "send_invitation", office.staff, opening.id, family?.id))));
		lines.push(...(await during(steer("end"))), ...(await during(steer("release"))));
		expect(inShort(lines).map((line) => line.replace("staff ", ""))).toEqual([
			...[
				"made opening",
				"made group",
				"changed opening",
				"changed group",
				"paused opening",
				"resumed opening",
			],
			...["changed opening", "revoked invitation", "renewed invitation", "ended opening", "released opening"],
		]);
		expect(JSON.stringify(lines)).not.toMatch(/seed|home\.example/);
	});

	test("an import is the operator's, and the same again is none", async () => {
		const types = [{ handle: "trial", name: "Trial" }];
		const load = (zone: string) => () => seedTeachers(admin, [`${school}-new`], { school, zone, types });
		expect(new Set(inShort(await during(load("UTC"))))).toEqual(
			new Set([
				"operator made teacher",
				"operator made schedule",
				"operator changed schedule",
				"operator made type",
			]),
		);
		expect(await during(load("UTC"))).toEqual([]);
		expect(inShort(await during(load("Europe/Berlin")))).toEqual(["operator changed teacher"]);
	});
});

describe("what was noted", () => {
	test.each([
		"update app.audit set verb = 'made'",
		"update app.audit set reason = null, after = null",
		"delete from app.audit",
		"truncate app.audit",
		"insert into app.audit (actor_kind, verb, school_id, subject_kind, subject_id) values ('system', 'made', gen_random_uuid(), 'type', gen_random_uuid())",
		"select * from app.audit",
	])("is nothing to the server: %s", async (statement) => {
		await expect(server.query(statement)).rejects.toMatchObject({ code: "42501" });
	});

	test.each([
		"update app.audit set verb = 'made', reason = 'other'",
		"update app.audit set at = at - interval '4 years'",
		"update app.audit set reason = null where reason is not null",
		"delete from app.audit",
		"truncate app.audit",
	])("is not even its owner's to change: %s", async (statement) => {
		await cancelAsTeacher(admin, { user, bookings: [(await booked()).booking_id], reason: "I am ill" });
		await expect(admin.query(statement)).rejects.toMatchObject({ code: "DNIED" });
	});

	test("is undone with what it tells of", async () => {
		const lines = await during(async () => {
			await admin.query("begin");
			await cancel(admin, await booked());
			await admin.query("rollback");
		});
		expect(lines).toEqual([]);
	});

	test("loses its reason with its booking, and nothing else", async () => {
		const { booking_id } = await booked();
		const [before] = await during(() =>
			cancelAsTeacher(admin, { user, bookings: [booking_id], reason: "Ask Grace" }),
		);
		await admin.query(
			`update app.bookings set name = null, email = null, time_zone = null, cancel_reason = null, erased_at = now() where id = $1`,
			[booking_id],
		);
		const { rows } = await admin.query("select * from app.audit where subject_id = $1", [booking_id]);
		expect(rows).toEqual([{ ...before, reason: null }]);
	});

	test("has no name and no address of a booker", async () => {
		await cancel(
			admin,
			await book(admin, { teacher, at: slotStart(0), name: "Grace H", email: "grace@home.example" }),
		);
		const { rows } = await admin.query("select audit::text as line from app.audit");
		expect(rows.filter(({ line }) => /Grace H|grace@/.test(line))).toEqual([]);
	});
});

describe("the trail", () => {
	type Page = { changes: Record<string, unknown>[]; next: { at: string; id: number } | null };
	const list = (who: string, wish: object = {}, most = 100, after?: Page["next"]) =>
		call<Page>(admin, "list_trail", who, JSON.stringify(wish), after?.at, after?.id, most);
	const act = async () => {
		for (const n of [0, 1, 2]) {
			await cancelAsTeacher(admin, { user: office.staff, bookings: [(await booked(n)).booking_id] });
			await cancelAsTeacher(admin, {
				user: office.staff,
				bookings: [(await booked(n, colleague)).booking_id],
			});
		}
	};

	test("shows a teacher their own, and who of the office it was to the office alone", async () => {
		await act();
		const own = await list(user, { kinds: ["booking"] });
		expect(own.changes).toHaveLength(3);
		expect(new Set(own.changes.map(({ actor, teacher }) => [actor, teacher].join()))).toEqual(
			new Set([`,Teacher ${teacher}`]),
		);
		const all = await list(office.staff, { school: true, kinds: ["booking"] });
		expect(all.changes.map(({ actor }) => actor)).toEqual(Array(6).fill(office.email));
		const narrowed = await list(office.staff, { school: true, kinds: ["booking"], teacher: colleague });
		expect(narrowed.changes).toHaveLength(3);
		expect(await list(user, { until: slotStart(-96) })).toEqual({ changes: [], next: null });
	});

	test("is another school's for nobody", async () => {
		await act();
		const other = await seedOffice(admin, `x-${school}`, [`x-${teacher}`]);
		expect((await list(other.staff, { school: true, kinds: ["booking"] })).changes).toEqual([]);
		expect(await codeOf(list(other.staff, { school: true, teacher }))).toBe("NTFND");
		expect(await codeOf(list(user, { school: true }))).toBe("DNIED");
		expect(await codeOf(list(office.staff))).toBe("DNIED");
		expect(await codeOf(list(randomUUID()))).toBe("DNIED");
	});

	test("goes on page by page where it ended, though lines of one act have one time", async () => {
		await admin.query("begin");
		await act();
		await admin.query("commit");
		const whole = (await list(office.staff, { school: true }, 500)).changes;
		const paged: unknown[] = [];
		let after: Page["next"] | undefined;
		do {
			const page: Page = await list(office.staff, { school: true }, 4, after);
			expect(page.changes.length).toBeLessThanOrEqual(4);
			paged.push(...page.changes);
			after = page.next;
		} while (after);
		expect(paged).toEqual(whole);
	});
});
