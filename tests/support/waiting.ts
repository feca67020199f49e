import { randomUUID } from "node:crypto";
import type pg from "pg";
import { call } from "./verbs.ts";

type Askable = Pick<pg.Client, "query"> | pg.Pool;

export type WaitWish = {
	key?: string;
	teacher?: string;
	type?: string;
	/** A start, a day, or neither for any time there is. */
	at?: string;
	day?: string;
	name?: string;
	email?: string;
	zone?: string;
	minutes?: number;
};

/** A zone where it is about noon just now: nobody's night is in the way of an offer, whenever a test runs. */
export const awake = zoneAt(12);
/** And one where it is about two in the morning. */
export const asleep = zoneAt(2);

export function join(on: Askable, wish: WaitWish): Promise<{ place: number }> {
	const { key = randomUUID(), teacher = "ada", type = "lesson", at = null, day = null } = wish;
	const { name = "Waiter", email = `${randomUUID()}@waiter.example`, zone = awake, minutes = null } = wish;
	const kind = at ? "slot" : day ? "day" : "type";
	return call(on, "join_waitlist", key, teacher, type, kind, at, day, name, email, zone, minutes);
}

/** Offers what is free until nothing is left to offer; gives how often it was asked. */
export async function sweep(on: Askable, teacher = "ada"): Promise<number> {
	for (let asked = 1; ; asked++) if (!(await call<boolean>(on, "offer_seats", teacher))) return asked;
}

export type Wait = {
	id: string;
	state: string;
	/** What is offered, or was taken. */
	booking_id: string | null;
	held_until: string | null;
	starts_at: string | null;
};

export async function waitOf(admin: pg.Client, email: string): Promise<Wait> {
	const { rows } = await admin.query<Wait>(
		`select wait.id, wait.state, offer.id as booking_id, offer.held_until, lower(offer.during) as starts_at
		from app.waits wait
		left join app.bookings offer on offer.wait_id = wait.id and offer.state <> 'expired'
		where wait.email = $1 order by wait.created_at desc limit 1`,
		[email],
	);
	return rows[0] as Wait;
}

/** How those wait who came by these addresses. */
export async function statesOf(admin: pg.Client, emails: string[]): Promise<string[]> {
	const states: string[] = [];
	for (const email of emails) states.push((await waitOf(admin, email)).state);
	return states;
}

/** Has what is offered run out, as if its time had passed; who waits was told of it at once, unless they were not. */
export async function lapse(admin: pg.Client, email: string, { told = true } = {}): Promise<void> {
	const { id, booking_id } = await waitOf(admin, email);
	if (told) await tell(admin, id);
	await admin.query(
		`update app.appointments set held_until = now() + interval '4 minutes'
		where id = (select appointment_id from app.bookings where id = $1) and held_until is not null`,
		[booking_id],
	);
	await admin.query("update app.bookings set held_until = now() - interval '1 minute' where id = $1", [
		booking_id,
	]);
}

/** Has the mail of an offer gone out, two hours ago. */
export async function tell(admin: Askable, waitId: string): Promise<void> {
	await admin.query(
		"update app.mails set sent_at = now() - interval '2 hours' where wait_id = $1 and kind = 'offered' and sent_at is null",
		[waitId],
	);
}

/** What a drainer takes now of the mails to who waits by an address, whenever they were due. */
export async function mailsTaken(admin: pg.Client, on: Askable, email: string): Promise<string[]> {
	await admin.query("update app.mails set due_at = now() where sent_at is null");
	const mails = await call<{ kind: string; wait: { email: string } | null }[]>(
		on,
		"take_mails",
		1000,
		60,
		true,
	);
	return mails.flatMap(({ kind, wait }) => (wait?.email === email && kind !== "waiting" ? [kind] : []));
}

function zoneAt(hour: number): string {
	const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
	return ahead === 0 ? "UTC" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}
