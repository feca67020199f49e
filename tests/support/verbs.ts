import { randomUUID } from "node:crypto";
import pg from "pg";

type Askable = Pick<pg.Client, "query"> | pg.Pool;

export type Booked = { booking_id: string; link_version: number; starts_at: string; ends_at: string };
export type Held = Booked & { held_until: string; extensions_left: number };

/** One verb, as the server calls it: one statement. */
export async function call<Answer>(on: Askable, verb: string, ...args: unknown[]): Promise<Answer> {
	const places = args.map((_, i) => `$${i + 1}`).join(", ");
	// A pool's own query() throws its connection away after each refusal; the server keeps it, and so do we.
	const client = on instanceof pg.Pool ? await on.connect() : on;
	try {
		const { rows } = await client.query(`select api.${verb}(${places}) as answer`, args);
		return rows[0].answer as Answer;
	} finally {
		if (client !== on) (client as pg.PoolClient).release();
	}
}

export type BookWish = {
	key?: string;
	teacher?: string;
	type?: string;
	at: string;
	name?: string;
	email?: string;
};

export function book(
	on: Askable,
	{ key, teacher = "ada", type = "lesson", at, name, email }: BookWish,
): Promise<Booked> {
	const who = randomUUID();
	return call<Booked>(
		on,
		"book_slot",
		key ?? randomUUID(),
		teacher,
		type,
		at,
		name ?? `Booker ${who}`,
		email ?? `${who}@booker.example`,
		"UTC",
	);
}

export function hold(on: Askable, { key, teacher = "ada", type = "lesson", at }: BookWish): Promise<Held> {
	return call<Held>(on, "hold_slot", key ?? randomUUID(), teacher, type, at);
}

export function confirm(
	on: Askable,
	held: Booked,
	who: { name?: string; email?: string; key?: string } = {},
): Promise<Booked> {
	const { name = "Booker", email = `${randomUUID()}@booker.example`, key = randomUUID() } = who;
	return call<Booked>(on, "confirm_hold", key, held.booking_id, held.link_version, name, email, "UTC");
}

export async function cancel(on: Askable, { booking_id, link_version }: Booked): Promise<void> {
	await call(on, "cancel_booking", booking_id, link_version, null);
}

export function move(
	on: Askable,
	{ booking_id, link_version }: Booked,
	at: string,
	key: string = randomUUID(),
) {
	return call<Booked & { teacher: string }>(on, "move_booking", key, booking_id, link_version, at);
}

/** The code of a refusal; "ok" when there was none. What is no refusal is thrown on. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
	try {
		await work;
		return "ok";
	} catch (error) {
		if (error instanceof pg.DatabaseError && /^[A-Z]{4}[A-Z0]$/.test(error.code ?? ""))
			return error.code ?? "";
		throw error;
	}
}

/** How often each outcome came, errors by their SQLSTATE included. */
export function tally(outcomes: string[]): Record<string, number> {
	const sum: Record<string, number> = {};
	for (const outcome of outcomes) sum[outcome] = (sum[outcome] ?? 0) + 1;
	return sum;
}

/** The same, with every other error by its SQLSTATE: for races, where the kinds of errors are what is counted. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
	return work.then(
		() => "ok",
		(error: { code?: string; message: string }) => error.code ?? error.message,
	);
}
