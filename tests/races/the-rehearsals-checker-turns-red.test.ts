import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call } from "../../stack/rehearsal/call.ts";
import { type Checked, check } from "../../stack/rehearsal/checker/check.ts";
import { Logbook } from "../support/logged-families.ts";
import { inMinutes, invite, ring, saveOpening, seedOffice, step } from "../support/openings.ts";
import { type OwnDatabase, ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";

const families = 60;
const wanted = 12;

type Rehearsed = { calls: Call[]; opening: string; promises: string[] };

/**
 * Families who take places, are drawn and let in, and then want the same few times at once, by the real verbs. Some send
 * a call twice, some never confirm, some move or give back what they have, and the last ten are not called.
 */
async function rehearse(on: OwnDatabase, { seats = 1, each = 1 } = {}): Promise<Rehearsed> {
	const server = new pg.Pool({ connectionString: on.serverUrl, max: 24 });
	const office = await seedOffice(on.admin, "school", ["ada"], { types: [{ seats, cutoff_minutes: 0 }] });
	const opening = await saveOpening(on.admin, office, { bookings_each: each });
	const invitations = await invite(on.admin, office, opening, families + 10);
	const { rows } = await on.admin.query(
		"select encode(commitment, 'hex') as promise from app.opening_groups where opening_id = $1 order by position",
		[opening.id],
	);
	const book = new Logbook(server, "ada");
	const places = await Promise.all(invitations.map(({ id }, i) => book.join(i, id)));
	// It puts the bell a moment back, and nobody came after that.
	await pause(20);
	await ring(on.admin, opening);
	// Everybody but ten; the first step calls nobody yet.
	await step(on.admin, opening, { pace: families });
	const entered = await Promise.all(places.map(({ person, ticket }) => book.enter(person, ticket)));
	const inside = entered.filter(({ status }) => status === 200);
	const want = async ({ person, ticket }: Call) => {
		for (let tries = 0; tries < 3; tries++) {
			const at = slotStart((person * 7 + tries * 5) % wanted);
			if (person % 3 === 0) {
				const booked = await book.book(person, ticket, at);
				if (booked.status !== 201) continue;
				if (person % 2) return;
				await book.move(person, booked, ticket, slotStart((person * 5 + tries + 3) % wanted));
				await book.cancel(person, booked);
				continue;
			}
			const key = randomUUID();
			const [held] = await Promise.all([
				book.hold(person, ticket, at, key),
				book.hold(person, ticket, at, key),
			]);
			if (held.status !== 201 || person % 10 === 1) continue;
			if (person % 10 === 2) await book.release(person, held);
			else {
				await book.confirm(person, held);
				if (person % 4 === 1) await book.move(person, held, ticket, slotStart((person * 3 + 1) % wanted));
				return;
			}
		}
	};
	// The first alone, so that something was moved and cancelled for sure.
	for (const first of inside.slice(0, 1)) await want({ ...first, person: 0 });
	await Promise.all(inside.slice(1).map(want));
	await server.end();
	return { calls: book.calls, opening: opening.id, promises: rows.map(({ promise }) => promise) };
}

const red = ({ verdicts }: Checked) => verdicts.filter(({ kept }) => !kept).map(({ name }) => name);
const told = ({ verdicts }: Checked) => verdicts.map(({ name, figure }) => `${name}: ${figure}`).join("\n");

const own = await ownDatabase();
const { admin } = own;
let rehearsed: Rehearsed;
beforeAll(async () => {
	rehearsed = await rehearse(own);
});

test("with the laws in place it is green, and says what it looked at", async () => {
	const checked = await check({ ...rehearsed, database: admin });
	expect(told({ ...checked, verdicts: checked.verdicts.filter(({ kept }) => !kept) })).toBe("");
	expect(checked).toMatchObject({ double: 0, lost: 0, unfair: 0 });
	expect(checked.draw).toEqual({ tickets: families + 10, inDraw: families + 10, record: "right" });
	expect(checked.verdicts.length).toBe(14);
	const { calls } = rehearsed;
	for (const code of ["TAKEN", "QUEUE"])
		expect(
			calls.some((call) => call.code === code),
			code,
		).toBe(true);
	expect(told(checked)).toContain(`${calls.length} calls on ${wanted} slots`);
});

const name = {
	overlaps: "No teacher is in two places",
	seats: "No seat is had twice",
	exists: "What was acknowledged exists, and what exists was asked for",
	repeats: "A key that comes again gets its first answer",
	order: "Each slot's calls happened in some order that respects real time",
	bell: "Nothing is taken before its opening",
	holds: "A held seat is nobody else's",
	mails: "Each change has its mails, once",
	draw: "The order is the draw's",
	turns: "Nobody comes in before their turn",
	places: "One place an invitation",
	shares: "Nobody has more than their share",
};

/** The one statement, and what the checker says of it; then it is taken back. */
async function after(statements: string[], on = admin, seen: Rehearsed = rehearsed): Promise<Checked> {
	await on.query("begin");
	try {
		for (const statement of statements) expect((await on.query(statement)).rowCount, statement).not.toBe(0);
		// It is in a transaction already.
		const ask = (text: string, values?: unknown[]) =>
			/^(begin|rollback)/.test(text) ? Promise.resolve() : on.query(text, values);
		return await check({ ...seen, database: { query: ask } as unknown as pg.ClientBase });
	} finally {
		await on.query("rollback");
	}
}

const one = (from: string, where: string) =>
	`(select id from app.${from} where ${where} order by id limit 1)`;
const uncalled = one("tickets", "offered_at is null");
const booked = one("bookings", "state = 'confirmed'");
const tampered: [string, string[], string[], object][] = [
	[
		"a booking is deleted",
		[`delete from app.bookings where id = ${booked}`],
		[name.exists, name.seats],
		{ lost: 1 },
	],
	[
		"a booking is cancelled by nobody",
		[`update app.bookings set state = 'cancelled' where id = ${booked}`],
		[name.exists, name.mails],
		{ lost: 1 },
	],
	[
		"a booking is of another time",
		[
			`update app.appointments set starts_at = starts_at + interval '5 days', ends_at = ends_at + interval '5 days',
				busy = tstzrange(lower(busy) + interval '5 days', upper(busy) + interval '5 days')
			where id = (select appointment_id from app.bookings where id = ${booked})`,
		],
		[name.exists],
		{ lost: 1 },
	],
	[
		"a cancellation is forgotten",
		[`update app.bookings set state = 'confirmed' where id = ${one("bookings", "state = 'cancelled'")}`],
		[name.exists, name.seats, name.mails],
		{ double: 0 },
	],
	[
		"a key's answer is forgotten",
		["delete from app.requests where key = (select min(key) from app.requests)"],
		[name.repeats],
		{},
	],
	[
		"a booking is put where another is",
		[
			"alter table app.appointments drop constraint appointments_never_overlap",
			`insert into app.appointments (id, teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
			select '00000000-0000-4000-8000-000000000001', teacher_id, appointment_type_id, starts_at, ends_at, busy, seats
			from app.appointments where id = (select appointment_id from app.bookings where id = ${booked})`,
			`insert into app.bookings (appointment_id, state, during, name, email, confirmed_at)
			select '00000000-0000-4000-8000-000000000001', state, during, 'Another', 'another@home.example', now()
			from app.bookings where id = ${booked}`,
		],
		[name.overlaps, name.exists, name.order, name.mails],
		{ double: 1 },
	],
	[
		"a seat was taken before the bell",
		[`update app.bookings set created_at = created_at - interval '1 hour' where id = ${booked}`],
		[name.bell],
		{},
	],
	[
		"a mail is missing",
		[
			"delete from app.mails where id = (select min(id::text)::uuid from app.mails where booking_id is not null)",
		],
		[name.mails],
		{},
	],
	[
		"a mail of a move is missing",
		["delete from app.mails where id = (select min(id::text)::uuid from app.mails where kind = 'moved')"],
		[name.mails],
		{},
	],
	[
		"a mail is doubled",
		[
			"insert into app.mails (booking_id, kind, recipient, created_at) select booking_id, kind, recipient, created_at from app.mails where booking_id is not null limit 1",
		],
		[name.mails],
		{},
	],
	[
		"a mail came later than its reason",
		["update app.mails set created_at = created_at + interval '1 ms' where booking_id is not null"],
		[name.mails],
		{},
	],
	[
		"a rank is another",
		[`update app.tickets set rank = 4294967295 - rank where id = ${one("tickets", "offered_at is null")}`],
		[name.draw],
		{ draw: { record: "wrong" } },
	],
	[
		"somebody is drawn to the front",
		[
			`update app.tickets set rank = 0, offered_at = now(), admitted_at = now(), pass_until = now() where id = ${uncalled}`,
		],
		[name.draw, name.turns],
		{ unfair: 1 },
	],
	["a ticket is deleted from the draw", [`delete from app.tickets where id = ${uncalled}`], [name.draw], {}],
	[
		"the list of tickets is another",
		["update app.opening_groups set tickets_hash = sha256('')"],
		[name.draw],
		{ draw: { record: "wrong" } },
	],
	[
		"the seed is another than was promised",
		["update app.opening_groups set seed = sha256('another')"],
		[name.draw, name.turns],
		{ draw: { record: "wrong" } },
	],
	[
		"who came late is drawn",
		["update app.tickets set joined_at = now() where id = (select min(id::text)::uuid from app.tickets)"],
		[name.draw],
		{},
	],
	[
		"somebody is let in without having been called",
		[`update app.tickets set admitted_at = now(), pass_until = now() where id = ${uncalled}`],
		[name.turns],
		{ unfair: 1 },
	],
	[
		"somebody is called before others",
		[`update app.tickets set offered_at = now() where id = ${uncalled}`],
		[name.turns],
		{ unfair: 1 },
	],
	[
		"somebody is let in before they were called",
		["update app.opening_events set at = at + interval '1 hour' where kind = 'admitted'"],
		[name.turns],
		{},
	],
	[
		"a seat is taken without a place",
		[`update app.bookings set ticket_id = null where id = ${booked}`],
		[name.turns],
		{ unfair: 1 },
	],
	[
		"a seat is taken before its owner was let in",
		[
			`update app.tickets set admitted_at = now() + interval '1 hour' where id = (select ticket_id from app.bookings where id = ${booked})`,
		],
		[name.turns],
		{ unfair: 1 },
	],
	[
		"an invitation has two places",
		[
			"alter table app.tickets drop constraint tickets_are_one_an_invitation",
			`insert into app.tickets (opening_id, group_id, invitation_id, joined_at, tail_no)
			select opening_id, group_id, invitation_id, now(), 1 from app.tickets where id = ${uncalled}`,
		],
		[name.places, name.draw],
		{},
	],
	[
		"somebody has two bookings who may have one",
		[
			`update app.bookings set ticket_id = (select ticket_id from app.bookings where id = ${booked})
			where state = 'confirmed' and id <> ${booked} and id = (select max(id::text)::uuid from app.bookings where state = 'confirmed')`,
		],
		[name.shares],
		{},
	],
];

describe("it turns red, by the right name, when", () => {
	test.each(tampered)("%s", async (_what, statements, names, figures) => {
		const checked = await after(statements);
		expect(red(checked), told(checked)).toEqual(expect.arrayContaining(names));
		expect(checked).toMatchObject(figures);
	});

	test("the log lacks a call that was made", async () => {
		const { calls } = rehearsed;
		const missing = calls.find(({ verb, status }) => verb === "book" && status === 201);
		const checked = await check({
			...rehearsed,
			calls: calls.filter((each) => each !== missing),
			database: admin,
		});
		expect(red(checked)).toEqual([name.exists]);
	});

	test("two tabs of one family were told of two places", async () => {
		const calls = rehearsed.calls.map((each) => ({ ...each }));
		const [first, second] = calls.filter(({ verb }) => verb === "join");
		if (first && second) second.person = first.person;
		expect(red(await check({ ...rehearsed, calls, database: admin }))).toEqual([name.places]);
	});

	test("an answer came before the bell", async () => {
		const calls = rehearsed.calls.map((each) =>
			each.verb === "book" || each.verb === "hold"
				? { ...each, sent: each.sent - 1e7, heard: each.sent - 1e7 + 1 }
				: each,
		);
		expect(red(await check({ ...rehearsed, calls, database: admin }))).toContain(name.bell);
	});
});

describe("of an opening to which some come late", async () => {
	const late = await ownDatabase();
	const server = new pg.Pool({ connectionString: late.serverUrl, max: 4 });
	const office = await seedOffice(late.admin, "late", ["ada"]);
	const groups = ["First", "Second"].map((name, i) => ({ name, opens_at: inMinutes(10 + i) }));
	const opening = await saveOpening(late.admin, office, { groups });
	const book = new Logbook(server, "ada");
	let people = 0;
	const come = async (named: string, count: number, group = 0) => {
		const invitations = await invite(late.admin, office, opening, count, { named, group });
		return Promise.all(invitations.map(({ id }) => book.join(people++, id)));
	};
	const drawn = await come("drawn", 20);
	const second = await come("second", 10, 1);
	await pause(20);
	await ring(late.admin, opening);
	// None of the drawn comes in when they are called, so that nothing but the order tells of it; one has left.
	await book.leave(drawn[7]?.person ?? -1, drawn[7]?.ticket ?? "");
	const behind = await come("behind", 6);
	await step(late.admin, opening, { pace: 27 });
	for (const { person, ticket } of [...behind, ...second]) await book.enter(person, ticket);
	const calls = () => ({ calls: book.calls, opening: opening.id, promises: [], database: late.admin });
	const nobodyDrawn = `update app.tickets set offered_at = null
		where rank is not null and group_id = (select id from app.opening_groups where opening_id = '${opening.id}' and position = 0)`;
	const servedAs = (change: string) =>
		`update app.opening_events set detail = ${change} where opening_id = '${opening.id}' and kind = 'admitted'`;
	const first = (change: string) =>
		`update app.opening_groups set ${change} where opening_id = '${opening.id}' and position = 0`;
	afterAll(() => server.end());

	test("it is green, where all who were drawn are called before them, and the later group after them", async () => {
		const checked = await check(calls());
		expect(red(checked), told(checked)).toEqual([]);
		const { rows } = await late.admin.query(
			"select count(offered_at)::integer as called, count(*)::integer as all from app.tickets where opening_id = $1",
			[opening.id],
		);
		expect(rows).toEqual([{ called: 28, all: 36 }]);
	});

	test.each<[string, string[], object]>([
		[
			"they are called, and nobody of the draw ever is",
			[nobodyDrawn, first("served_below = 0"), servedAs("jsonb_set(detail, '{served,0,0}', '0')")],
			{ unfair: 6 },
		],
		[
			"the later group is called, and nobody of the first ever is",
			[
				nobodyDrawn,
				"update app.tickets set offered_at = null, admitted_at = null, pass_until = null where tail_no is not null",
				first("served_below = 0, tail_served = 0"),
				servedAs("jsonb_set(detail, '{served,0}', '[0, 0, 6]')"),
			],
			{},
		],
		[
			"one of the draw is passed over",
			[
				"update app.tickets set offered_at = null where id = (select id from app.tickets where rank is not null and left_at is null order by rank limit 1)",
			],
			{},
		],
	])("and red where %s", async (_what, statements, figures) => {
		const checked = await after(statements, late.admin, calls());
		expect(red(checked), told(checked)).toContain(name.turns);
		expect(checked).toMatchObject(figures);
	});
});

/** A function as it is, but for some words of it. */
async function without(on: pg.Client, of: string, words: string, others: string): Promise<void> {
	const { rows } = await on.query("select pg_get_functiondef($1::regproc) as source", [of]);
	expect(rows[0].source).toContain(words);
	await on.query(rows[0].source.replace(words, others));
}

/** What forbids two appointments at once forbids nothing any more; `on conflict on constraint` needs one of that name. */
const withoutConstraint = (on: pg.Client) =>
	on.query(`
		alter table app.appointments drop constraint appointments_never_overlap;
		alter table app.appointments add constraint appointments_never_overlap exclude using gist (id with =, busy with &&)`);

describe("and in a race that the database does not decide", () => {
	test("without the constraint, seats are had twice, in the database and by what people were told", async () => {
		const open = await ownDatabase();
		await withoutConstraint(open.admin);
		const checked = await check({ ...(await rehearse(open)), database: open.admin });
		expect(checked.double).toBeGreaterThan(5);
		expect(red(checked), told(checked)).toEqual([name.overlaps, name.order, name.holds]);
	});

	test("where a look before it decides, those who look at once have one seat", async () => {
		const open = await ownDatabase();
		await withoutConstraint(open.admin);
		await without(
			open.admin,
			"app.take_seat",
			"insert into app.appointments",
			`if exists (
				select from app.appointments standing
				where standing.teacher_id = p_type.teacher_id and standing.busy && v_busy and standing.cancelled_at is null
			) then
				return null;
			end if;
			perform pg_sleep(0.05);
			insert into app.appointments`,
		);
		const checked = await check({ ...(await rehearse(open)), database: open.admin });
		expect(checked.double).toBeGreaterThan(0);
		expect(red(checked), told(checked)).toEqual([name.overlaps, name.order, name.holds]);
	});

	test("without the condition on the seats, more have a group's time than it has seats", async () => {
		const open = await ownDatabase();
		await open.admin.query(
			"alter table app.appointments drop constraint appointments_never_exceed_their_seats",
		);
		await without(open.admin, "app.take_seat", "and standing.seats_taken < standing.seats", "");
		const checked = await check({ ...(await rehearse(open, { seats: 2 })), database: open.admin });
		expect(checked.double).toBeGreaterThan(0);
		expect(red(checked), told(checked)).toEqual([name.seats, name.order, name.holds]);
	});

	test("with the condition, a group's time has no more than its seats", async () => {
		const kept = await ownDatabase();
		const checked = await check({ ...(await rehearse(kept, { seats: 2, each: 2 })), database: kept.admin });
		expect(red(checked), told(checked)).toEqual([]);
	});
});
