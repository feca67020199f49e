import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { begin } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeachers, slotStart } from "../support/seed.ts";
import { book, call, cancel, outcomeOf } from "../support/verbs.ts";
import { without } from "../support/without.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
afterAll(() => pool.end());
await seedTeachers(admin, ["ada", "bob"], { types: [{ cutoff_minutes: 0, seats: 3 }] });
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 4));

/** What is left of an address. */
const left = async (on: pg.Client, email: string) =>
	(await on.query("select state from app.bookings where email = $1", [email])).rows;
/** Asks for the address's own page, and gives what its link is made of. */
async function keyOf(on: pg.Client, email: string): Promise<[id: string, version: number]> {
	await call(on, "ask_mine", email);
	const { rows } = await on.query("select id, version from app.bookers where email = $1", [email]);
	return [rows[0].id, rows[0].version];
}

test("somebody is erased while they book, cancel and are mailed: all of it comes before or after, and the seats add up", async () => {
	const seen = { kept: 0, gone: 0 };
	for (let n = 0; n < 40; n++) {
		const email = `raced-${n}@booker.example`;
		const name = (i: number) => `Child ${i}`;
		// In the one order and in the other, as two that wait for each other would.
		const times = [slotStart(n * 4), slotStart(n * 4 + 1)];
		const first = await Promise.all(
			times.map((at, i) => book(pool, { teacher: i ? "bob" : "ada", at, email, name: name(i) })),
		);
		const late = { teacher: n % 2 ? "ada" : "bob", at: slotStart(n * 4 + 2), email, name: name(2) };
		const key = await keyOf(admin, email);
		const outcomes = await Promise.all([
			soon().then(() => outcomeOf(call(pool, "erase_mine", ...key))),
			soon().then(() => outcomeOf(book(pool, late))),
			...first.map((each) => soon().then(() => outcomeOf(cancel(pool, each)))),
			soon().then(() => outcomeOf(call(pool, "take_mails", 50, 60, true))),
		]);
		// A link of who is erased leads nowhere any more.
		for (const outcome of outcomes) expect(["ok", "NTFND"]).toContain(outcome);
		expect(outcomes.slice(0, 2)).toEqual(["ok", "ok"]);
		const rest = await left(admin, email);
		expect(rest.length).toBeLessThanOrEqual(1);
		seen[rest.length ? "kept" : "gone"]++;
	}
	expect(Math.min(seen.kept, seen.gone)).toBeGreaterThan(2);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("without the locks, a seat is given back twice, and the checker says so", async () => {
	const open = await ownDatabase();
	await seedTeachers(open.admin, ["ada"], { types: [{ cutoff_minutes: 0, seats: 3 }] });
	await without(
		open.admin,
		"app.erase_booker",
		["order by appointment.id for update", "order by appointment.id"],
		// The booker's turn alone would keep these two apart.
		["perform app.lock_booker(p_email)", "perform p_email"],
		["v_teachers := array(", "perform pg_sleep(0.01);\n  v_teachers := array("],
	);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	let broken: string[] = [];
	// Until chance has brought them together.
	for (let n = 0; n < 80 && broken.length === 0; n++) {
		const email = `${randomUUID()}@booker.example`;
		for (let seat = 0; seat < 2; seat++) await book(own, { at: slotStart(n) });
		const booked = await book(own, { at: slotStart(n), email });
		const key = await keyOf(open.admin, email);
		await Promise.all([outcomeOf(call(own, "erase_mine", ...key)), outcomeOf(cancel(own, booked))]);
		broken = await brokenLaws(open.admin);
	}
	await own.end();
	expect(broken.join()).toMatch(/other seats than its bookings have|lacks its mails/);
});

/** Erases people of whom bookings, mails and wishes are due to be forgotten while these are; gives what came of both, and who is left. */
async function forgottenMeanwhile({
	waiting,
}: {
	waiting: boolean;
}): Promise<{ ends: string[]; left: number }> {
	const open = await ownDatabase();
	await seedTeachers(open.admin, ["ada", "bob"], { types: [{ cutoff_minutes: 0 }] });
	// Each has locked what the other is about to ask for.
	await without(open.admin, "api.retain", [
		"app.forget_pages(p_limit)",
		"(select app.forget_pages(p_limit) from pg_sleep(0.05))",
	]);
	await without(open.admin, "app.erase_booker", [
		"v_coming := array(",
		"perform pg_sleep(0.1);\n  v_coming := array(",
	]);
	if (waiting) await without(open.admin, "app.forget_bookers", ["for update skip locked", "for update"]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	const ends: string[] = [];
	for (let n = 0; n < 3; n++) {
		const email = `old-${n}@booker.example`;
		for (const [i, teacher] of ["ada", "bob", "ada"].entries()) {
			const { booking_id } = await book(own, { teacher, at: slotStart(n * 8 + i), email });
			if (i < 2) await begin(open.admin, booking_id, (401 + n) * 1440 + i * 60);
		}
		await open.admin.query(
			"update app.mails set sent_at = now() - interval '100 days' where addressee = md5($1)::uuid",
			[email],
		);
		await open.admin.query(
			`insert into app.waits (appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone, state, created_at)
			select id, 30, 'type', tstzrange(null, null), 'Old', $1, 'UTC', 'left', now() - interval '100 days' from app.appointment_types`,
			[email],
		);
		const key = await keyOf(open.admin, email);
		const acts = [
			() => call(own, "erase_mine", ...key),
			() => call(own, "retain", 500),
			() => call(own, "retain", 500),
		];
		ends.push(...(await Promise.all(acts.map((act) => soon().then(() => outcomeOf(act()))))));
	}
	await call(own, "retain", 500);
	await own.end();
	const { rows } = await open.admin.query(
		"select (select count(*) from app.bookings where email is not null) + (select count(*) from app.waits where email like '%@%') as left",
	);
	// A booking outlives its mails.
	expect((await brokenLaws(open.admin)).filter((broken) => !/lacks its mail/.test(broken))).toEqual([]);
	return { ends, left: Number(rows[0].left) };
}

test("what is forgotten by itself meanwhile keeps nobody from being erased, and nobody keeps it", async () => {
	const { ends, left } = await forgottenMeanwhile({ waiting: false });
	expect(ends).toEqual(Array(9).fill("ok"));
	expect(left).toBe(0);
});

test("where it waits for whom somebody is erasing, these two wait for each other", async () => {
	const { ends } = await forgottenMeanwhile({ waiting: true });
	// A deadlock, which Postgres ends by refusing one of them.
	expect(ends).toContain("40P01");
});
