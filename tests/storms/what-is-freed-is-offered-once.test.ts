import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, confirm, outcomeOf, tally } from "../support/verbs.ts";
import { awake, join, sweep } from "../support/waiting.ts";
import { without } from "../support/without.ts";

const connections = 48;
const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: connections });
afterAll(() => pool.end());

/** All at once, as far as there are connections. */
async function atOnce<T>(wishes: T[], act: (wish: T, n: number) => Promise<unknown>, lines = connections) {
	const outcomes: string[] = [];
	let next = 0;
	const line = async () => {
		for (let n = next++; n < wishes.length; n = next++)
			outcomes.push(await outcomeOf(act(wishes[n] as T, n)));
	};
	await Promise.all(Array.from({ length: lines }, line));
	return tally(outcomes);
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

/** A teacher whose first times are all booked, and as many people who would take any of them. */
async function full(on: pg.Client, by: pg.Pool, teacher: string, count: number): Promise<Booked[]> {
	await seedTeacher(on, teacher, { types: [{ cutoff_minutes: 0 }] });
	const booked: Booked[] = [];
	await atOnce(numbers(count), async (n) => booked.push(await book(by, { teacher, at: slotStart(n) })));
	await on.query(
		`insert into app.waits (appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone, created_at)
		select type.id, 30, 'day', tstzrange($4, $5), 'Waiter', n || '@' || $1 || '.example', $2, now() + n * interval '1 second' - interval '1 day'
		from app.appointment_types type join app.teachers teacher on teacher.id = type.teacher_id
		cross join generate_series(1, $3::integer) as n where teacher.handle = $1`,
		[teacher, awake, count, slotStart(0), slotStart(count)],
	);
	return booked;
}

async function counts(on: pg.Client, teacher: string) {
	const { rows } = await on.query(
		`select
			count(*) filter (where wait.state = 'offered')::integer as offered,
			count(*) filter (where wait.state = 'waiting')::integer as waiting,
			(select count(distinct booking.during)::integer from app.bookings booking
				join app.appointments a on a.id = booking.appointment_id join app.teachers t on t.id = a.teacher_id
				where t.handle = $1 and booking.state = 'held' and booking.wait_id is not null) as seats
		from app.waits wait join app.appointment_types type on type.id = wait.appointment_type_id
		join app.teachers teacher on teacher.id = type.teacher_id where teacher.handle = $1`,
		[teacher],
	);
	return rows[0];
}
const deadlocks = async () =>
	(await admin.query("select deadlocks::integer from pg_stat_database where datname = current_database()"))
		.rows[0].deadlocks;

test("of 1,000 cancellations at once with 1,000 who wait, each seat is offered once, and nobody waits beside a free one", async () => {
	const before = await deadlocks();
	const booked = await full(admin, pool, "crowd", 1_000);
	const sweeping = { on: true };
	const sweeps = Promise.all(
		[1, 2].map(async () => {
			while (sweeping.on) await sweep(pool, "crowd");
		}),
	);
	expect(await atOnce(booked, (each) => cancel(pool, each), connections - 4)).toEqual({ ok: 1_000 });
	sweeping.on = false;
	await sweeps;
	await sweep(pool, "crowd");
	expect(await counts(admin, "crowd")).toEqual({ offered: 1_000, waiting: 0, seats: 1_000 });
	expect(await brokenLaws(admin)).toEqual([]);
	expect(await deadlocks()).toBe(before);
});

test("while seats are freed, taken, declined, lapse and are looked for, all add up, and nobody waits in a circle", async () => {
	const before = await deadlocks();
	const booked = await full(admin, pool, "busy", 200);
	const { rows: waits } = await admin.query<{ id: string; email: string }>(
		"select id, email from app.waits where email like '%@busy.example' order by created_at",
	);
	const deeds: (() => Promise<unknown>)[] = [
		...booked.map((each) => () => cancel(pool, each)),
		...numbers(200).map((n) => () => book(pool, { teacher: "busy", at: slotStart(n) })),
		...waits.map(
			({ id }, n) =>
				() =>
					call(pool, n % 2 ? "decline_offer" : "leave_waitlist", id, 1),
		),
		...numbers(60).map(() => () => call(pool, "offer_seats", "busy")),
		...numbers(60).map((n) => () => join(pool, { teacher: "busy", at: slotStart(n) })),
		...waits.map(({ id, email }) => async () => {
			const { offer } = await call<{ offer: Booked | null }>(pool, "get_wait", id, 1);
			if (offer) await confirm(pool, offer, { name: "Waiter", email });
		}),
	];
	const shuffled = deeds.map((deed, n) => ({ deed, n: (n * 7919) % deeds.length })).sort((a, b) => a.n - b.n);
	const outcomes = await atOnce(shuffled, ({ deed }) => deed());
	expect(
		Object.keys(outcomes).filter((code) => !/^(ok|TAKEN|FREE0|GONE0|LAPSD|NTFND|CLASH)$/.test(code)),
	).toEqual([]);
	// And once more all that lapsed, of which they were told.
	await admin.query("update app.mails set sent_at = now() - interval '2 hours' where kind = 'offered'");
	await admin.query(
		"update app.bookings set held_until = now() - interval '1 minute' where state = 'held' and wait_id is not null",
	);
	const places = await sweep(pool, "busy");
	expect(places).toBeGreaterThan(0);
	const { rows } = await admin.query(
		`select wait.id from app.waits wait where wait.email like '%@busy.example' and wait.state = 'waiting' and exists (
			select from app.appointment_types type, app.free_slots(type, now(), now() + interval '30 days') free
			where type.id = wait.appointment_type_id and free.starts_at <@ wait.wanted)`,
	);
	expect(rows).toEqual([]);
	expect(await brokenLaws(admin)).toEqual([]);
	expect(await deadlocks()).toBe(before);
});

test("and where who is offered something is not locked, one wish is offered two seats, or its law refuses", async () => {
	const open = await ownDatabase();
	await open.admin.query("drop index app.bookings_of_waits_are_one_a_wish");
	await without(open.admin, "app.next_in_line", ["for update skip locked", ""]);
	const by = new pg.Pool({ connectionString: open.serverUrl, max: connections });
	const booked = await full(open.admin, by, "open", 200);
	await atOnce(booked, (each) => cancel(by, each));
	await by.end();
	expect((await brokenLaws(open.admin)).join()).toContain("offered nothing, or two seats");
});
