import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf, confirm, hold } from "../support/verbs.ts";
import { asleep, mailsTaken, statesOf, sweep } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 4 });
afterAll(() => pool.end());

/** A desk where Ann was offered the first time in the night, and nobody has told her yet. */
async function offeredByNight() {
	const desk = await waitingDesk(admin, pool);
	await desk.wait(desk.ann, { at, zone: asleep });
	await cancel(pool, desk.standing);
	expect(await statesOf(admin, [desk.ann])).toEqual(["offered"]);
	return desk;
}

const rules = [
	"away",
	"retired_at = now()",
	"other_durations = '{}', duration_minutes = 60",
	"dates = daterange(current_date + 300, current_date + 301)",
];

test.each(rules)(
	"an offer whose time is not offered any more is not mailed, taken or kept: %s",
	async (rule) => {
		const { teacher, ann, taken, change, takeOff } = await offeredByNight();
		await (rule === "away" ? takeOff() : change(rule));
		expect(await mailsTaken(admin, pool, ann)).toEqual([]);
		expect(await codeOf(taken(ann))).toBe("GONE0");
		expect(await call(pool, "list_waited", 1000)).toContain(teacher);
		await sweep(pool, teacher);
		expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
		const { rows } = await admin.query("select was_taken_back, given_up from app.waits where email = $1", [
			ann,
		]);
		expect(rows).toEqual([{ was_taken_back: true, given_up: null }]);
		expect(await brokenLaws(admin)).toEqual([]);
	},
);

test("who takes it while its teacher takes that time off waits for that, and hears that it is gone", async () => {
	const { user, ann, taken } = await offeredByNight();
	const desk = new pg.Client(serverUrl);
	await desk.connect();
	await desk.query("begin");
	await call(desk, "save_absence", user, randomUUID(), 0, at, slotStart(1), "");
	const said = codeOf(taken(ann));
	await expect
		.poll(
			async () =>
				(await admin.query("select from pg_locks where locktype = 'advisory' and not granted")).rowCount,
		)
		.toBe(1);
	await desk.query("commit");
	await desk.end();
	expect(await said).toBe("GONE0");
});

test("with the rules as they were, it is mailed and taken", async () => {
	const { teacher, ann, taken } = await offeredByNight();
	await sweep(pool, teacher);
	expect(await mailsTaken(admin, pool, ann)).toEqual(["offered"]);
	expect(await codeOf(taken(ann))).toBe("ok");
});

test("where the list alone is closed, what was offered stands", async () => {
	const { teacher, ann, taken, change } = await offeredByNight();
	await change("waitlist = false");
	await sweep(pool, teacher);
	expect(await codeOf(taken(ann))).toBe("ok");
});

test("what was taken back is offered again, in the same place, once its time is", async () => {
	const { teacher, ann, ben, wait, takeOff } = await offeredByNight();
	await wait(ben);
	await takeOff();
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "waiting"]);
	await admin.query("delete from app.busy_times");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["offered", "waiting"]);
});

test("of a group, the seat that was offered is taken back, and who has booked stays", async () => {
	const { teacher, ann, standing, wait, takeOff } = await waitingDesk(admin, pool, { seats: 2 });
	const other = await book(pool, { teacher, at });
	await wait(ann);
	await cancel(pool, standing);
	await takeOff();
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	const { rows } = await admin.query(
		"select a.seats_taken, a.cancelled_at from app.appointments a join app.bookings b on b.appointment_id = a.id where b.id = $1",
		[other.booking_id],
	);
	expect(rows).toEqual([{ seats_taken: 1, cancelled_at: null }]);
});

test("a seat that somebody holds while they fill in the form is theirs, whatever the teacher changes meanwhile", async () => {
	const { teacher, takeOff } = await waitingDesk(admin, pool);
	const held = await hold(pool, { teacher, at: slotStart(2) });
	await takeOff();
	await admin.query(
		"insert into app.busy_times (teacher_id, during) select id, tstzrange($2, $3) from app.teachers where handle = $1",
		[teacher, slotStart(2), slotStart(3)],
	);
	expect(await codeOf(confirm(pool, held))).toBe("ok");
});
