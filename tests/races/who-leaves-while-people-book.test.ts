import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { seedDesk } from "../support/desk.ts";
import { eraseSchool, eraseTeacher, mailed, orphans } from "../support/leaving.ts";
import { seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, confirm, hold, move, outcomeOf, tally } from "../support/verbs.ts";
import { waits } from "../support/waits.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
const soon = (most = 6) => new Promise((wait) => setTimeout(wait, Math.random() * most));

test("people book, hold, move, wait and edit while their teacher leaves: either they have it and the teacher stays, or nobody has", async () => {
	const seen: string[] = [];
	for (let n = 0; n < 50; n++) {
		const { teacher, user } = await seedDesk(admin, { types: [{ cutoff_minutes: 0, seats: 2 }] });
		// Standing since before, and given up in the very moment, so that it may go either way.
		const early = n % 3 ? undefined : await book(admin, { teacher, at: slotStart(0) });
		const held = await hold(admin, { teacher, at: slotStart(1) });
		await overdue(admin, held.booking_id);
		await mailed(admin);
		const crowd = n % 2 ? 1 : 3;
		const outcomes = await Promise.all([
			soon(n % 5 ? 3 : 12).then(() => outcomeOf(eraseTeacher(pool, user, teacher))),
			soon().then(() => outcomeOf(confirm(pool, held))),
			...Array.from({ length: crowd }, (_, i) =>
				soon(20).then(() => outcomeOf(book(pool, { teacher, at: slotStart(4 + i) }))),
			),
			soon(20).then(() => outcomeOf(hold(pool, { teacher, at: slotStart(8) }))),
			...(early
				? [soon().then(() => outcomeOf(n % 2 ? cancel(pool, early) : move(pool, early, slotStart(10))))]
				: []),
			soon().then(() =>
				outcomeOf(call(pool, "share_desk", user, randomUUID().replaceAll("-", "").repeat(2))),
			),
			soon().then(() =>
				outcomeOf(call(pool, "take_time_off", user, randomUUID(), slotStart(60), slotStart(61), null)),
			),
			soon().then(() =>
				outcomeOf(
					call(
						pool,
						"make_token",
						user,
						randomUUID(),
						"Site",
						["rules:read"],
						Buffer.from(randomUUID().slice(0, 32)),
						"fb_",
						null,
					),
				),
			),
		]);
		for (const outcome of outcomes)
			expect(["ok", "AHEAD", "NTFND", "DNIED", "LAPSD", "GONE0", "STALE"]).toContain(outcome);
		seen.push(outcomes[0] ?? "");
	}
	expect(await orphans(admin)).toEqual([]);
	expect(await brokenLaws(admin)).toEqual([]);
	const { ok = 0, AHEAD = 0 } = tally(seen);
	expect([ok + AHEAD, Math.min(ok, AHEAD) > 4]).toEqual([50, true]);
});

test("a school leaves while people book with all of it: all of its teachers do, or none", async () => {
	const seen: string[] = [];
	for (let n = 0; n < 20; n++) {
		const school = `school-${n}`;
		const teachers = ["a", "b", "c", "d"].map((each) => `${school}-${each}`);
		const office = await seedOffice(admin, school, teachers);
		const outcomes = await Promise.all([
			soon(3).then(() => outcomeOf(eraseSchool(pool, office.staff, school))),
			...teachers.map((teacher) => soon(30).then(() => outcomeOf(book(pool, { teacher, at: slotStart(2) })))),
			soon(10).then(() => outcomeOf(eraseTeacher(pool, office.staff, teachers[2] ?? ""))),
		]);
		for (const outcome of outcomes) expect(["ok", "AHEAD", "NTFND", "DNIED"]).toContain(outcome);
		seen.push(outcomes[0] ?? "");
		const { rows } = await admin.query(
			"select count(*) filter (where erased_at is null)::int as left from app.teachers where school_id in (select id from app.schools where erased_at is not null)",
		);
		expect(rows[0].left).toBe(0);
	}
	expect(await orphans(admin)).toEqual([]);
	expect(await brokenLaws(admin)).toEqual([]);
	expect(tally(seen).ok ?? 0).toBeGreaterThan(0);
});

test("who writes down something of a teacher who is just leaving waits, and then hears that they have left", async () => {
	const { teacher, user } = await seedDesk(admin);
	const [leaving, sharing] = [new pg.Client(serverUrl), new pg.Client(serverUrl)];
	await Promise.all([leaving.connect(), sharing.connect()]);
	await leaving.query("begin");
	await eraseTeacher(leaving, user, teacher);
	const shared = outcomeOf(call(sharing, "share_desk", user, "ab".repeat(32)));
	await waits(admin, sharing);
	await leaving.query("commit");
	expect(await shared).toBe("DNIED");
	await Promise.all([leaving.end(), sharing.end()]);
	expect(await orphans(admin)).toEqual([]);
});

const overdue = (on: pg.Client, id: string) =>
	on.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [id]);
type Own = { own: pg.Pool; teacher: string; user: string; held: Booked };
const book_ = ({ own, teacher }: Own) => book(own, { teacher, at: slotStart(4) });
const confirm_ = ({ own, held }: Own) => soon(60).then(() => confirm(own, held));
const share_ = ({ own, user }: Own) =>
	soon(60).then(() => call(own, "share_desk", user, randomUUID().replaceAll("-", "").repeat(2)));

type Change = [name: string, words: string, others: string];
test.each<[what: string, found: string, act: (own: Own) => Promise<unknown>, changes: Change[]]>([
	[
		"the lock of its rules",
		"confirmed with who has left",
		book_,
		[
			["app.erase_teachers", "perform app.lock_rules(known.handle)", "perform known.handle"],
			["app.require_offered", "begin\n", "begin\n  perform pg_sleep(0.03);\n"],
		],
	],
	[
		"an end to what ran out",
		"confirmed with who has left",
		confirm_,
		[["app.erase_teachers", "and booking.state = 'held'\n", "and false\n"]],
	],
	[
		"a look at who is here",
		"a calendar",
		share_,
		[
			["app.require_teacher_here", "if v_erased_at <> now() then", "if false then"],
			[
				"app.empty_teachers",
				"delete from app.shared_calendars",
				"perform pg_sleep(0.03);\n  delete from app.shared_calendars",
			],
		],
	],
])("without %s, something is left behind, and is found", async (_what, found, act, changes) => {
	const open = await ownDatabase();
	for (const [name, words, others] of changes) await without(open.admin, name, [words, others]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 8 });
	for (let n = 0; n < 12; n++) {
		const desk = await seedDesk(open.admin);
		const held = await hold(own, { teacher: desk.teacher, at: slotStart(1) });
		await overdue(open.admin, held.booking_id);
		await Promise.all([
			soon(20).then(() => outcomeOf(eraseTeacher(own, desk.user, desk.teacher))),
			outcomeOf(act({ own, held, ...desk })),
		]);
	}
	await own.end();
	expect(await orphans(open.admin)).toContain(found);
});
