import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { cancelAsTeacher, moveAsTeacher, seedDesk } from "../support/desk.ts";
import { type OwnDatabase, ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, confirm, hold, move, outcomeOf, tally } from "../support/verbs.ts";
import { waits } from "../support/waits.ts";
import { without } from "../support/without.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 16 });
// The hold runs out.
const watch = new pg.Pool({ connectionString: adminUrl, max: 4 });
const lapse = ({ booking_id }: Booked) =>
	watch.query("update app.bookings set held_until = now() where id = $1", [booking_id]);
afterAll(async () => {
	await pool.end();
	await watch.end();
});

const oneSeat = [{ cutoff_minutes: 0 }];
const soon = () => new Promise((wait) => setTimeout(wait, Math.random() * 5));
const anyOf = <Each>(all: Each[]) => all[Math.floor(Math.random() * all.length)] as Each;
const somebody = () => [`Storm ${randomUUID()}`, `${randomUUID()}@booker.example`, "UTC"];
/** What a person may hear; anything else is a circle, a wait without end, or a fault. */
const fair = /^(ok|TAKEN|CLASH|LAPSD|NTFND|STALE|GONE0|LATE0)$/;

/** How a teacher's bookings stand: how many are booked, and how many seats are taken. */
async function standing(on: pg.Client, teacher: string) {
	const { rows } = await on.query(
		`select
			(select count(*)::integer from app.bookings b join app.appointments a on a.id = b.appointment_id
				where a.teacher_id = t.id and b.state = 'confirmed') as booked,
			(select coalesce(sum(seats_taken), 0)::integer from app.appointments a where a.teacher_id = t.id and a.cancelled_at is null) as taken
		from app.teachers t where t.handle = $1`,
		[teacher],
	);
	return rows[0] as { booked: number; taken: number };
}

/** Bookings in a row, each of which wants the next one's time, again and again, with one time free among them. */
async function roundabout({ serverUrl }: Pick<OwnDatabase, "serverUrl">, teacher: string, rounds: number) {
	const own = new pg.Pool({ connectionString: serverUrl, max: 8 });
	const heard: string[] = [];
	for (let round = 0; round < rounds; round++) {
		const base = round * 12;
		const booked: Booked[] = [];
		for (let n = 0; n < 8; n++) booked.push(await book(own, { teacher, at: slotStart(base + n) }));
		const driving = booked.map(async (each, n) => {
			for (let turn = 1; turn <= 4; turn++)
				heard.push(await outcomeOf(move(own, each, slotStart(base + ((n + (n % 2 ? 9 - turn : turn)) % 9)))));
		});
		await Promise.all(driving);
	}
	await own.end();
	return heard;
}

describe("two who want each other's time", () => {
	test("are both answered, and nobody loses the one that they have", async () => {
		const { teacher } = await seedDesk(admin, { types: oneSeat });
		const [a, b] = [
			await book(pool, { teacher, at: slotStart(0) }),
			await book(pool, { teacher, at: slotStart(1) }),
		];
		// Free, taken and waited for at the same instant.
		const [first, second] = [new pg.Client(adminUrl), new pg.Client(serverUrl)];
		await Promise.all([first.connect(), second.connect()]);
		await first.query("begin");
		expect(await outcomeOf(move(first, a, slotStart(2)))).toBe("ok");
		const waiting = outcomeOf(move(second, b, slotStart(0)));
		await waits(admin, second);
		await first.query("commit");
		expect(await waiting).toBe("ok");
		expect(await outcomeOf(move(pool, a, slotStart(0)))).toBe("TAKEN");
		expect(await standing(admin, teacher)).toEqual({ booked: 2, taken: 2 });
		await Promise.all([first.end(), second.end()]);
	});

	test("and eight who drive round one free time: all stay booked, and somebody gets on", async () => {
		const { teacher } = await seedDesk(admin, { types: oneSeat });
		const heard = tally(await roundabout({ serverUrl }, teacher, 20));
		expect(Object.keys(heard).sort()).toEqual(["TAKEN", "ok"]);
		expect(Math.min(heard.ok ?? 0, heard.TAKEN ?? 0)).toBeGreaterThan(20);
		expect(await standing(admin, teacher)).toEqual({ booked: 160, taken: 160 });
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("without the locks on both times and the turns that moves take, some of them wait in a circle", async () => {
		const open = await ownDatabase();
		await without(open.admin, "api.move_booking", ["perform app.lock_series(v_type.teacher_id);", ""]);
		await without(open.admin, "app.change_seat", [
			"perform app.lock_both_times(p_booking.appointment_id, p_type, lower(p_during));",
			"",
		]);
		const heard = new Set<string>();
		for (let tries = 0; tries < 100 && !heard.has("40P01"); tries++) {
			const { teacher } = await seedDesk(open.admin, { types: oneSeat });
			for (const outcome of await roundabout(open, teacher, 5)) heard.add(outcome);
		}
		expect([...heard]).toContain("40P01");
	}, 300_000);
});

const dates = Array.from({ length: 6 }, (_, i) => slotStart(20 + i * 7 * 48));

/** Six people book the same six weeks of a group and cancel them, and six move from week to week meanwhile. */
async function weeks({ admin, serverUrl }: OwnDatabase, count: number): Promise<Set<string>> {
	const types = [{ seats: 100, cutoff_minutes: 0, horizon_days: 400 }];
	const { teacher } = await seedDesk(admin, { types });
	await admin.query("update app.appointment_types set series_cap = 6");
	const own = new pg.Pool({ connectionString: serverUrl, max: 12 });
	const heard = new Set<string>();
	const series = async () => {
		for (let round = 0; round < count; round++) {
			const wish = [randomUUID(), teacher, "lesson", dates, ...somebody()];
			const booking = call<{ bookings: Booked[] }>(own, "book_series", ...wish);
			heard.add(await outcomeOf(booking));
			const [first] = await booking.then(
				({ bookings }) => bookings,
				() => [],
			);
			if (first) heard.add(await outcomeOf(call(own, "cancel_series", first.booking_id, 1)));
		}
	};
	const mover = async (_: unknown, n: number) => {
		const booked = await book(own, { teacher, at: dates[n] as string });
		for (let round = 1; round <= 2 * count; round++)
			heard.add(await outcomeOf(move(own, booked, dates[(n + round * 5) % 6] as string)));
	};
	await Promise.all([...Array.from({ length: 6 }, series), ...Array.from({ length: 6 }, mover)]);
	await own.end();
	return heard;
}

describe("those who move between the dates that others book as one", () => {
	test("are all answered", async () => {
		expect(await weeks({ admin, adminUrl, serverUrl }, 8)).toEqual(new Set(["ok"]));
		expect(await brokenLaws(admin)).toEqual([]);
	});

	test("and without their turns some of them wait in a circle", async () => {
		const open = await ownDatabase();
		await without(open.admin, "api.move_booking", ["perform app.lock_series(v_type.teacher_id);", ""]);
		const heard = new Set<string>();
		for (let tries = 0; tries < 100 && !heard.has("40P01"); tries++)
			for (const outcome of await weeks(open, 5)) heard.add(outcome);
		expect([...heard]).toContain("40P01");
	}, 300_000);
});

test("one seat that is given up, and wanted by ten who move and ten who book, is one's, and all others keep theirs", async () => {
	const { teacher } = await seedDesk(admin, { types: oneSeat });
	for (let round = 0; round < 15; round++) {
		const at = (n: number) => slotStart(round * 24 + n);
		const leaving = await book(pool, { teacher, at: at(0) });
		const movers = await Promise.all(
			Array.from({ length: 10 }, (_, n) => book(pool, { teacher, at: at(n + 2) })),
		);
		const before = await standing(admin, teacher);
		const [gone, ...outcomes] = await Promise.all([
			soon().then(() => outcomeOf(anyOf([() => cancel(pool, leaving), () => move(pool, leaving, at(1))])())),
			...movers.map((each) => soon().then(() => outcomeOf(move(pool, each, at(0))))),
			...movers.map(() => soon().then(() => outcomeOf(book(pool, { teacher, at: at(0) })))),
		]);
		expect(gone).toBe("ok");
		const won = outcomes.filter((outcome) => outcome === "ok").length;
		expect(outcomes.filter((outcome) => outcome !== "ok" && outcome !== "TAKEN")).toEqual([]);
		expect(won).toBeLessThanOrEqual(1);
		const after = await standing(admin, teacher);
		expect(after.booked).toBe(after.taken);
		expect(Math.abs(after.booked - before.booked)).toBeLessThanOrEqual(1);
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

/** Everything that can happen to a teacher's time, at once. */
async function storm(wish: { seats: number; caps?: boolean }, rounds: number) {
	const { teacher, user } = await seedDesk(admin, {
		zone: "Europe/Berlin",
		types: [{ ...oneSeat[0], seats: wish.seats, step_minutes: 15, horizon_days: 60 }],
	});
	const zones = ["Europe/Lisbon", "Europe/Berlin"];
	await admin.query(
		`update app.appointment_types set series_cap = 3, day_cap = $2, week_cap = $3
		where teacher_id = (select id from app.teachers where handle = $1)`,
		[teacher, wish.caps ? 12 : null, wish.caps ? 60 : null],
	);
	const heard: string[] = [];
	const known: Booked[] = [];
	let version = 1;
	for (let round = 0; round < rounds; round++) {
		const at = () => slotStart(round * 96 + Math.floor(Math.random() * 20), 15);
		const keep = (work: Promise<Booked>) => work.then((booked) => known.push(booked));
		for (let n = 0; n < 6; n++) await outcomeOf(keep(book(pool, { teacher, at: at() })));
		const mine = () => anyOf(known.slice(-24));
		const acts: [weight: number, act: () => Promise<unknown>][] = [
			[10, () => move(pool, mine(), at())],
			[4, () => keep(book(pool, { teacher, at: at() }))],
			[2, () => cancel(pool, mine())],
			[
				3,
				async () => {
					const held = await hold(pool, { teacher, at: at() });
					if (Math.random() < 0.3) await lapse(held);
					return Math.random() < 0.7
						? keep(confirm(pool, held))
						: call(pool, "release_hold", held.booking_id, held.link_version);
				},
			],
			[
				3,
				async () => {
					const { booking_id: booking } = mine();
					const { rows } = await pool.query("select api.get_booking($1, 1) ->> 'starts_at' as at", [booking]);
					return moveAsTeacher(pool, { user, booking, from: rows[0].at, to: at() });
				},
			],
			[1, () => cancelAsTeacher(pool, { user, bookings: [mine().booking_id, mine().booking_id] })],
			[1, () => cancelAsTeacher(pool, { user, from: at(), until: slotStart(round * 96 + 40, 15) })],
			[
				2,
				async () => {
					const dates = [0, 1, 2].map((week) => slotStart(round * 96 + week * 672 + 10, 15));
					const wish = [randomUUID(), teacher, "lesson", dates, ...somebody()];
					const { bookings } = await call<{ bookings: Booked[] }>(pool, "book_series", ...wish);
					known.push(...bookings);
					if (Math.random() < 0.5) await call(pool, "cancel_series", bookings[0]?.booking_id, 1);
				},
			],
		];
		const bag = acts.flatMap(([weight, act]) => Array.from({ length: weight }, () => act));
		const people = Array.from({ length: 14 }, async () => {
			for (let n = 0; n < 5; n++) heard.push(await outcomeOf(anyOf(bag)()));
		});
		const zone = soon().then(async () => {
			const changed = await outcomeOf(call(pool, "change_zone", user, version, zones[version % 2], true));
			if (changed === "ok") version++;
			heard.push(changed);
		});
		await Promise.all([...people, zone]);
		const { booked, taken } = await standing(admin, teacher);
		const { rows } = await admin.query(
			`select count(*)::integer as held from app.bookings b join app.appointments a on a.id = b.appointment_id
			join app.teachers t on t.id = a.teacher_id where t.handle = $1 and b.state = 'held'`,
			[teacher],
		);
		expect(taken).toBe(booked + rows[0].held);
	}
	expect(await brokenLaws(admin)).toEqual([]);
	return tally(heard);
}

describe("a storm of moves, bookings, holds, series, cancellations of all kinds and changes of zone", () => {
	test.each([
		["of one seat", { seats: 1 }],
		["of groups", { seats: 3 }],
		["of groups with caps", { seats: 2, caps: true }],
	])(
		"%s leaves nobody without an answer, and the seats add up",
		async (_what, wish) => {
			const heard = await storm(wish, 12);
			expect(Object.keys(heard).filter((outcome) => !fair.test(outcome))).toEqual([]);
			expect(Math.min(heard.ok ?? 0, heard.TAKEN ?? 0)).toBeGreaterThan(50);
		},
		180_000,
	);
});

test("what is confirmed in this moment is not cancelled without its booker's turn, and a move gives no seat back twice", async () => {
	const { teacher } = await seedDesk(admin, { types: oneSeat });
	const held = await hold(pool, { teacher, at: slotStart(0) });
	const sure = await pool.connect();
	await sure.query("begin");
	await confirm(sure, held);
	// The booking is there, and nobody else sees it yet.
	expect(await outcomeOf(cancel(pool, held))).toBe("NTFND");
	await sure.query("commit");
	expect(await outcomeOf(move(pool, held, slotStart(1)))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
	sure.release();
});

test("with the constraint that forbids it dropped, two move to one time, and the checker says so", async () => {
	const open = await ownDatabase();
	await open.admin.query(`
		alter table app.appointments drop constraint appointments_never_overlap;
		alter table app.appointments add constraint appointments_never_overlap exclude using gist (id with =, busy with &&)`);
	const { teacher } = await seedDesk(open.admin, { types: oneSeat });
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	const booked = [];
	for (let n = 0; n < 4; n++) booked.push(await book(own, { teacher, at: slotStart(n) }));
	await Promise.all(booked.map((each) => outcomeOf(move(own, each, slotStart(6)))));
	await own.end();
	expect((await brokenLaws(open.admin)).join()).toContain("two overlapping appointments");
});

test("where a refused move has given up its seat already, somebody stands without one, and the checker says so", async () => {
	const open = await ownDatabase();
	const { teacher } = await seedDesk(open.admin, { types: oneSeat });
	await without(open.admin, "app.change_seat", [
		"perform app.refuse('TAKEN', 'no seat left');",
		"return p_booking;",
	]);
	const own = new pg.Pool({ connectionString: open.serverUrl, max: 4 });
	const booked = [];
	for (let n = 0; n < 4; n++) booked.push(await book(own, { teacher, at: slotStart(n) }));
	await Promise.all(booked.map((each, n) => outcomeOf(move(own, each, slotStart((n + 1) % 4)))));
	await own.end();
	expect((await brokenLaws(open.admin)).join()).toContain(
		"an active booking has an appointment that is cancelled",
	);
});
