import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call } from "../support/verbs.ts";
import { type Delivery, type Kill, type Step, startDeaths } from "./support/killed-drainer.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: adminUrl, max: 4 });
afterAll(() => pool.end());
await seedTeacher(admin, "ada", { types: [{ cutoff_minutes: 0 }] });
// Who takes a mail leaves a trace of when, by the database's clock.
await admin.query(`
	create table app.takes (mail_id uuid, at timestamptz);
	create function app.note_take() returns trigger language plpgsql as
		$$ begin insert into app.takes values (new.id, now()); return null; end $$;
	create trigger note_take after update of attempts on app.mails
		for each row when (new.attempts > old.attempts) execute function app.note_take()`);

let leasedAtOnce = 0;
const { deliveries, start, killed, stop } = await startDeaths(async () => {
	const { rows } = await pool.query(
		"select count(*)::integer as count from app.mails where sent_at is null and failed_at is null and attempts > 0 and due_at > now()",
	);
	leasedAtOnce = Math.max(leasedAtOnce, rows[0].count);
});
afterAll(stop);

/** Since when it was known that a booking is cancelled, or at another time, by the database's clock. */
type Change = { booking: string; what: "cancelled" | "moved"; at: string };

test("whenever who sends them is killed, every mail goes out by one Message-ID, and none that was not true when it was taken", async () => {
	const kill = fc.record({
		at: fc.constantFrom<Step>("from", "data", "accepted", "accepted"),
		nth: fc.integer({ min: 1, max: 12 }),
		afterMs: fc.constantFrom(0, 0, 1, 2, 5, 15),
	});
	await fc.assert(
		fc.asyncProperty(
			fc.array(kill, { minLength: 1, maxLength: 4 }),
			fc.infiniteStream(fc.nat()),
			async (kills, dice) => {
				const changes = await sendAll(kills, () => dice.next().value ?? 0);
				await everyMailArrived();
				expect(await untrue(changes)).toEqual([]);
				expect(leasedAtOnce, "taken while others are still sent").toBeLessThanOrEqual(3);
			},
		),
		{ numRuns: 6, endOnFailure: true },
	);
}, 300_000);

test("a law that hands out what is not true any more is found", async () => {
	const { rows } = await pool.query("select pg_get_functiondef('app.overtaken'::regproc) as law");
	const [law, careless] = [
		rows[0].law,
		rows[0].law
			.replace("then app.outdated(p_mail, p_booking)", "then null")
			.replace("p_booking.state = 'cancelled' and", "false and"),
	];
	await pool.query(careless);
	// Who is killed at the first mail leaves the rest of them to change before anybody takes them.
	const changes = await sendAll([{ at: "from", nth: 1, afterMs: 0 }], (n) => n);
	await pool.query(law);
	const kinds = new Set((await untrue(changes)).map((each) => each.split(" ")[0]));
	expect([...kinds].sort()).toEqual(["confirmed", "reminder"]);
}, 300_000);

/** Books, changes some of it and sends what is to be told of it, by one process after the other. */
async function sendAll(kills: Kill[], dice: (n: number) => number): Promise<Change[]> {
	await pool.query(
		"delete from app.takes; delete from app.requests; delete from app.mails; delete from app.bookings; delete from app.appointments",
	);
	deliveries.length = 0;
	leasedAtOnce = 0;
	const booked: Booked[] = [];
	for (let i = 0; i < 16; i++)
		booked.push(await book(pool, { at: slotStart(i), email: `b${i}@booker.example` }));
	// Half of them is so near that a reminder is due.
	await pool.query(
		`update app.bookings set confirmed_at = now() - interval '1 day',
			during = tstzrange(now() + interval '40 minutes', now() + interval '70 minutes') where id = any ($1)`,
		[booked.filter((_, i) => i % 2).map(({ booking_id }) => booking_id)],
	);
	expect(await call(pool, "plan_reminders", 100)).toBe(8);
	await due();
	const changes: Change[] = [];
	const change = async (n: number) => {
		const { booking_id: booking } = booked[n % booked.length] as Booked;
		if (changes.some((each) => each.booking === booking)) return;
		const what = n % 3 ? "cancelled" : "moved";
		if (what === "cancelled") await call(pool, "cancel_booking", booking, 1);
		else
			await pool.query(
				"update app.bookings set during = tstzrange(lower(during) + interval '2 days', upper(during) + interval '2 days') where id = $1",
				[booking],
			);
		const { rows } = await pool.query("select clock_timestamp()::text as at");
		changes.push({ booking, what, at: rows[0].at });
	};
	for (const [i, kill] of kills.entries()) {
		await killed(start(serverUrl), kill, isDone);
		await gone();
		for (let n = 1; n <= 3; n++) await change(dice(i * 3 + n));
		await due();
	}
	const last = start(serverUrl);
	while (!(await isDone())) {
		const n = dice(99);
		if (n % 5 === 0) await change(n);
		// One that a booker's turn holds back need not be waited for.
		await pool.query("update app.mails set due_at = now() where attempts = 0 and due_at > now()");
		await pause(20);
	}
	await killed(last, { at: "from", nth: 1, afterMs: 0 }, isDone);
	await gone();
	return changes;
}

/** Until the database has ended what it did for who is dead. */
async function gone(): Promise<void> {
	for (;;) {
		const { rows } = await pool.query(
			"select from pg_stat_activity where datname = current_database() and application_name = 'firstbell'",
		);
		if (rows.length === 0) return;
		await pause(10);
	}
}

const due = () =>
	pool.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");

async function isDone(): Promise<boolean> {
	const { rows } = await pool.query(
		"select from app.mails where sent_at is null and failed_at is null limit 1",
	);
	return rows.length === 0;
}

async function everyMailArrived(): Promise<void> {
	const { rows } = await pool.query("select id, sent_at is not null as sent, error from app.mails");
	const idIn = ({ messageId }: Delivery) => messageId.replace(/^<|@.*$/g, "");
	const came = Map.groupBy(deliveries, idIn);
	for (const { id, sent, error } of rows) {
		if (sent) expect(came.has(id), `${id} came`).toBe(true);
		else expect(error).toMatch(/^(cancelled|moved) meanwhile$/);
	}
	expect([...came.keys()].filter((id) => rows.every((row) => row.id !== id))).toEqual([]);
	// Each booker has an address of their own, and hears of each thing once.
	const told = Map.groupBy(
		deliveries.filter(({ to }) => to.startsWith("b")),
		({ to, kind }) => `${kind} ${to}`,
	);
	for (const same of told.values()) expect(new Set(same.map(idIn)).size).toBe(1);
}

/** The mails that were taken after it was known that what they tell is not so any more. */
async function untrue(changes: Change[]): Promise<string[]> {
	const { rows } = await pool.query(
		`select mail.id, mail.kind::text from app.mails mail
		join app.takes take on take.mail_id = mail.id
		join jsonb_to_recordset($1) as change (booking uuid, what text, at timestamptz) on change.booking = mail.booking_id
		where take.at > change.at
			and case change.what when 'moved' then mail.kind = 'reminder' else mail.kind <> 'cancelled' end`,
		[JSON.stringify(changes)],
	);
	return rows.map(({ id, kind }) => `${kind} ${id}`);
}
