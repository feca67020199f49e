import { randomUUID } from "node:crypto";
import type pg from "pg";
import { everyHour, type SpanWish } from "./import-wish.ts";
import { seedTeachers, slotStart, type TeacherWish } from "./seed.ts";
import { type Booked, type BookWish, call, type Held } from "./verbs.ts";

type Askable = Parameters<typeof call>[0];

/** A school, by its one staff member's Auth user. */
export type Office = { school: string; staff: string; email: string };

export type OpeningWish = {
	name: string;
	teacher: string | null;
	type: string | null;
	audience: "anyone" | "invited";
	waiting_room: boolean;
	bookings_each: number;
	joins_at: string;
	closes_at: string | null;
	groups: { name: string; opens_at: string }[];
};
export type Opening = OpeningWish & {
	id: string;
	opens_at: string;
	version: number;
	pace_most: number;
	paused_at: string | null;
	ended_at: string | null;
	released_at: string | null;
};
export type Invitation = { id: string; email: string };
export type Ticket = {
	ticket_id: string;
	link_version: number;
	opening_id: string;
	group: number;
	joined_at: string;
	in_draw: boolean;
	rank: number | null;
	tail_no: number | null;
	admitted_at: string | null;
	pass_until: string | null;
	left_at: string | null;
	bookings_each: number;
	bookings: { booking_id: string }[];
	holds: (Held & { teacher: string; handle: string; type: string })[];
};
export type Status = {
	state: "before" | "open" | "paused" | "all_held" | "sold_out" | "ended" | "released";
	per_minute: number;
	free_seats: number | null;
	groups: {
		commitment: string;
		seed: string | null;
		tickets_hash: string | null;
		drawn: number;
		served_below: number;
		tail: number;
		tail_served: number;
	}[];
};

/** An instant that many minutes from now, by this machine's clock, which is the database's too. */
export const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** Hours in which a teacher has this many half hours in all, from slotStart(0) on; with a horizon of four days. */
export function halfHours(count: number): SpanWish[] {
	const weekday = new Date(slotStart(0)).getUTCDay() || 7;
	return count >= 48 ? everyHour : [{ weekday, starts_minute: 0, ends_minute: count * 30 }];
}

/** A school with these teachers and somebody who looks after it. */
export async function seedOffice(
	admin: pg.Client,
	school: string,
	teachers: string[],
	wish: TeacherWish & { halfHours?: number } = {},
): Promise<Office> {
	const email = `office@${school}.example`;
	await seedTeachers(admin, teachers, {
		...(wish.halfHours
			? { spans: halfHours(wish.halfHours), types: [{ horizon_days: 4, cutoff_minutes: 0 }] }
			: {}),
		...wish,
		school,
		staff: [email],
	});
	const staff = randomUUID();
	await call(admin, "claim_desk", staff, email);
	return { school, staff, email };
}

/** A whole school's opening for the invited, with a waiting room, that opens in half an hour, unless wished otherwise. */
export function openingWish(wish: Partial<OpeningWish> = {}): OpeningWish {
	return {
		name: "Opening",
		teacher: null,
		type: null,
		audience: "invited",
		waiting_room: true,
		bookings_each: 1,
		joins_at: inMinutes(-60),
		closes_at: null,
		groups: [{ name: "Everybody", opens_at: inMinutes(30) }],
		...wish,
	};
}

export function saveOpening(
	on: Askable,
	{ staff }: Office,
	wish: Partial<OpeningWish> = {},
	{ id = randomUUID(), version = 0 }: { id?: string; version?: number } = {},
): Promise<Opening> {
	return call<Opening>(on, "save_opening", staff, id, version, JSON.stringify(openingWish(wish)));
}

/** Invites that many families, and gives their invitations in the order of their addresses. */
export async function invite(
	admin: pg.Client,
	{ staff }: Office,
	{ id }: { id: string },
	count: number,
	{ group = 0, named = "family" }: { group?: number; named?: string } = {},
): Promise<Invitation[]> {
	const families = Array.from({ length: count }, (_, i) => ({
		email: `${named}-${String(i).padStart(5, "0")}@home.example`,
		name: `${named} ${i}`,
		group,
	}));
	await call(admin, "invite_families", staff, id, JSON.stringify(families));
	const { rows } = await admin.query<Invitation>(
		"select id, email from app.invitations where opening_id = $1 and email = any ($2) order by email",
		[id, families.map(({ email }) => email)],
	);
	return rows;
}

/** Time passes until the groups at these positions, or all of them, are open. */
export async function ring(admin: pg.Client, { id }: { id: string }, positions?: number[]): Promise<void> {
	await admin.query(
		`update app.opening_groups set opens_at = now() - interval '1 millisecond'
		where opening_id = $1 and opens_at > now() and ($2::integer[] is null or position = any ($2))`,
		[id, positions],
	);
	await admin.query(
		`update app.openings opening set opens_at = first.at, joins_at = least(opening.joins_at, first.at)
		from (select min(opens_at) as at from app.opening_groups where opening_id = $1) as first where opening.id = $1`,
		[id],
	);
}

export const join = (on: Askable, { id }: { id: string }, version = 1) =>
	call<Ticket>(on, "join_opening", id, version);
export const takePass = (on: Askable, { ticket_id }: { ticket_id: string }, version = 1) =>
	call<Ticket>(on, "take_pass", ticket_id, version);
export const leave = (on: Askable, { ticket_id }: { ticket_id: string }, version = 1) =>
	call<null>(on, "leave_opening", ticket_id, version);
export const getTicket = (on: Askable, { ticket_id }: { ticket_id: string }, version = 1) =>
	call<Ticket>(on, "get_ticket", ticket_id, version);
export const statusOf = (on: Askable, { id }: { id: string }, pulse: object = {}) =>
	call<Status>(on, "pace_opening", id, JSON.stringify(pulse));
export const steer = (
	on: Askable,
	{ staff }: Office,
	{ id }: { id: string },
	act: string,
	pace: number | null = null,
) => call<Opening>(on, "steer_opening", staff, id, act, pace);

/**
 * Exactly a second passes, and somebody asks how far it is: one step, at its own pace or the one given. Seats are counted
 * anew.
 */
export async function step(
	admin: pg.Client,
	opening: { id: string },
	{ pulse = {}, pace }: { pulse?: object; pace?: number } = {},
): Promise<Status> {
	// In one transaction, which has one now().
	await admin.query("begin");
	try {
		await admin.query(
			`update app.opening_paces set paced_at = case when paced_at is not null then now() - interval '1 second' end, count_at = null,
				eased_at = eased_at - interval '1 second', pace = coalesce($2, pace), credit = case when $2 is null then credit else 0 end
			where opening_id = $1`,
			[opening.id, pace],
		);
		return await statusOf(admin, opening, pulse);
	} finally {
		await admin.query("commit");
	}
}

/** The pass runs out. */
export const expire = (admin: pg.Client, { ticket_id }: { ticket_id: string }) =>
	admin.query("update app.tickets set pass_until = now() - interval '1 second' where id = $1", [ticket_id]);

/** The hold runs out. */
export const lapse = (admin: pg.Client, { booking_id }: { booking_id: string }) =>
	admin.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [booking_id]);

/** Of the first link, unless said otherwise. */
export type TicketWish = BookWish & { ticket: { ticket_id: string; link_version?: number } | null };

export function bookWith(
	on: Askable,
	{ ticket, key, teacher = "ada", type = "lesson", at, name, email }: TicketWish,
) {
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
		ticket?.ticket_id ?? null,
		ticket?.link_version ?? 1,
	);
}

export const holdWith = (on: Askable, { ticket, key, teacher = "ada", type = "lesson", at }: TicketWish) =>
	call<Held>(
		on,
		"hold_slot",
		key ?? randomUUID(),
		teacher,
		type,
		at,
		ticket?.ticket_id ?? null,
		ticket?.link_version ?? 1,
	);

/** Everybody invited has joined, the bell has rung, and this many steps were taken at that pace. */
export async function opened(
	admin: pg.Client,
	office: Office,
	{ families = 3, pace = 20, ...wish }: Partial<OpeningWish> & { families?: number; pace?: number } = {},
): Promise<{ opening: Opening; tickets: Ticket[]; invitations: Invitation[] }> {
	const opening = await saveOpening(admin, office, wish);
	const invitations = await invite(admin, office, opening, families);
	const tickets: Ticket[] = [];
	for (const invitation of invitations) tickets.push(await join(admin, invitation));
	await ring(admin, opening);
	await step(admin, opening, { pace });
	return { opening, tickets, invitations };
}
