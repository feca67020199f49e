import { randomUUID } from "node:crypto";
import type pg from "pg";
import { moveAsTeacher } from "../../support/desk.ts";
import { seedTeacher, slotStart } from "../../support/seed.ts";
import { type Booked, book, call, cancel, move } from "../../support/verbs.ts";
import { join } from "../../support/waiting.ts";

/** Since when it was known, by the database's clock, that mails of these kinds are not so any more of a booking or a wait. */
export type Change = { of: string; never: string[]; at: string };
/** Something that happens, once; gives what is not so any more by then, of which bookings. */
type Deed = () => Promise<{ of: string; never: string[] }[]>;

const all = ["confirmed", "moved", "requested", "reminder", "follow_up"];
const ada = randomUUID();

/** Four teachers: for lessons, for what they decide themselves, for series, and with a waiting list. */
export async function seedAll(admin: pg.Client): Promise<void> {
	const types = [{ cutoff_minutes: 0 }];
	for (const [handle, wish] of [
		["ada", "position = 0"],
		["bea", "needs_approval = true"],
		["cleo", "series_cap = 4"],
		["dora", "waitlist = true"],
	] as const) {
		await seedTeacher(admin, handle, { types });
		await admin.query(
			`update app.appointment_types set ${wish} where teacher_id = (select id from app.teachers where handle = $1)`,
			[handle],
		);
	}
	await admin.query("update app.teachers set user_id = $1 where handle = 'ada'", [ada]);
}

/** Books, asks and waits anew, so that a mail of every kind is due, and gives what may happen to it. */
export async function begin(pool: pg.Pool): Promise<Deed[]> {
	for (const table of ["takes", "requests", "mails", "bookings", "waits", "appointments"])
		await pool.query(`delete from app.${table}`);
	const email = (who: string) => `${who}@booker.example`;
	const booked = (teacher: string, who: string, n: number) =>
		book(pool, { teacher, at: slotStart(n), email: email(who) });
	const many = async <One>(count: number, make: (n: number) => Promise<One>) => {
		const made: One[] = [];
		for (let n = 0; n < count; n++) made.push(await make(n));
		return made;
	};
	const lessons = await many(8, (n) => booked("ada", `b${n}`, n));
	const asked = await many(4, (n) => booked("bea", `r${n}`, n));
	const series = await many(2, async (n) => {
		const starts = [0, 48, 96].map((days) => slotStart(days + n));
		const wish = [randomUUID(), "cleo", "lesson", starts, "N", email(`s${n}`), "UTC"];
		return (await call<{ bookings: Booked[] }>(pool, "book_series", ...wish)).bookings;
	});
	const full = await many(2, (n) => booked("dora", `c${n}`, n));
	const waits = await many(4, async (n) => {
		const to = `w${n}@waiter.example`;
		await join(pool, { teacher: "dora", at: slotStart(n >> 1), email: to });
		const { rows } = await pool.query("select id, link_version from app.waits where email = $1", [to]);
		return rows[0] as { id: string; link_version: number };
	});
	// Half of the lessons are so near that a reminder is due.
	await pool.query(
		`update app.bookings set confirmed_at = now() - interval '1 day',
			during = tstzrange(now() + interval '40 minutes', now() + interval '70 minutes') where id = any ($1)`,
		[lessons.filter((_, n) => n % 2).map(({ booking_id }) => booking_id)],
	);
	const planned = await call<number>(pool, "plan_reminders", 100);
	if (planned !== 4) throw new Error(`${planned} reminders are due`);

	const off = (one: Booked, never = all) => ({ of: one.booking_id, never });
	const cancelled = (one: Booked) => async () => {
		await cancel(pool, one);
		return [off(one)];
	};
	const movesItself = (one: Booked) => async () => {
		await move(pool, one, slotStart(400));
		return [];
	};
	const movedByTeacher = (one: Booked) => async () => {
		await moveAsTeacher(pool, {
			user: ada,
			booking: one.booking_id,
			from: one.starts_at,
			to: slotStart(402),
		});
		return [];
	};
	const moved = (one: Booked) => async () => {
		await pool.query(
			"update app.bookings set during = tstzrange(lower(during) + interval '2 days', upper(during) + interval '2 days') where id = $1",
			[one.booking_id],
		);
		return [off(one, ["reminder"])];
	};
	const byTeacher = (one: Booked) => async () => {
		await call(pool, "cancel_as_teacher", ada, randomUUID(), [one.booking_id], null, null, null, "Ill");
		return [off(one)];
	};
	const decided = (one: Booked, yes: boolean) => async () => {
		await call(pool, "decide_booking", null, one.booking_id, one.link_version, yes, null);
		return [off(one, yes ? ["requested"] : all)];
	};
	const lapsed = (one: Booked) => async () => {
		await pool.query("update app.bookings set decide_until = now() where id = $1", [one.booking_id]);
		await call(pool, "lapse_requests", 50);
		return [off(one)];
	};
	const seriesOff = (dates: Booked[]) => async () => {
		const [first] = dates as [Booked];
		await call(pool, "cancel_series", first.booking_id, first.link_version);
		return dates.map((date) => off(date));
	};
	const dateOff =
		([first]: Booked[]) =>
		async () => {
			// Of the others it is true still that they are booked.
			await cancel(pool, first as Booked);
			return [off(first as Booked, ["reminder"])];
		};
	const answered = (verb: string, n: number) => async () => {
		await call(pool, verb, waits[n]?.id, waits[n]?.link_version);
		return [];
	};
	// Every other one has a reminder.
	const happen = [movesItself, moved, cancelled, byTeacher, movedByTeacher, cancelled, byTeacher, moved];
	const deeds: Deed[] = [
		...lessons.map((one, n) => happen[n]?.(one) as Deed),
		...[decided(asked[0] as Booked, true), decided(asked[1] as Booked, false)],
		...[lapsed(asked[2] as Booked), cancelled(asked[3] as Booked)],
		...[seriesOff(series[0] as Booked[]), dateOff(series[1] as Booked[])],
		// What is free is offered, and who has an offer says no to it, or waits no longer.
		...full.map(cancelled),
		...[answered("decline_offer", 0), answered("leave_waitlist", 2), answered("leave_waitlist", 3)],
	];
	return deeds.map((deed) => async () => [...(await deed()), ...(await notWaiting(pool))]);
}

/** Who does not wait any more, and who has no offer any more, or none yet. */
async function notWaiting(pool: pg.Pool): Promise<{ of: string; never: string[] }[]> {
	const { rows } = await pool.query("select id, state::text from app.waits");
	return rows.map(({ id, state }) => ({
		of: id,
		never: [state !== "waiting" && "waiting", !/offered|waiting/.test(state) && "offered"].filter(
			(kind) => kind !== false,
		),
	}));
}
