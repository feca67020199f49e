import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	bookWith,
	expire,
	getTicket,
	holdWith,
	inMinutes,
	invite,
	join,
	lapse,
	leave,
	opened,
	ring,
	saveOpening,
	seedOffice,
	steer,
	step,
	type Ticket,
	takePass,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf, confirm, hold } from "../support/verbs.ts";

const { admin } = await ownDatabase();

test("who has no pass, one that ran out, or one of another opening, hears QUEUE and takes nothing", async () => {
	const office = await seedOffice(admin, "passes", ["passes"]);
	const other = await seedOffice(admin, "others", ["others"]);
	const { tickets } = await opened(admin, office);
	const { tickets: theirs } = await opened(admin, other);
	const [ticket = never()] = tickets;
	await takePass(admin, theirs[0] ?? never());
	const wish = { teacher: "passes", at: slotStart(0) };
	const refused = async (given: { ticket_id: string } | null) => {
		expect(await codeOf(bookWith(admin, { ...wish, ticket: given }))).toBe("QUEUE");
		expect(await codeOf(holdWith(admin, { ...wish, ticket: given }))).toBe("QUEUE");
	};
	await refused(null);
	await refused({ ticket_id: randomUUID() });
	await refused(ticket);
	await refused(theirs[0] ?? never());
	await takePass(admin, ticket);
	await expire(admin, ticket);
	await refused(ticket);
	await takePass(admin, ticket);
	await leave(admin, ticket);
	await refused(ticket);
	await takePass(admin, ticket);
	expect(await codeOf(bookWith(admin, { ...wish, ticket }))).toBe("ok");
});

test("a pass that is asked for again holds ten minutes more, and its turn stays", async () => {
	const office = await seedOffice(admin, "again", ["again"]);
	const { tickets } = await opened(admin, office);
	const [ticket = never()] = tickets;
	const first = await takePass(admin, ticket);
	await expire(admin, ticket);
	const second = await takePass(admin, ticket);
	expect(second.admitted_at).toBe(first.admitted_at);
	expect(Date.parse(second.pass_until ?? "") - Date.now()).toBeGreaterThan(9 * 60_000);
});

test("of a ticket that is good for two, the third booking hears LIMIT, whatever name and address it is for", async () => {
	const office = await seedOffice(admin, "two", ["two"]);
	const { tickets } = await opened(admin, office, { bookings_each: 2 });
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	const wish = (n: number) => ({ teacher: "two", at: slotStart(n), ticket });
	const booked = await bookWith(admin, wish(0));
	await bookWith(admin, wish(1));
	expect(await codeOf(bookWith(admin, wish(2)))).toBe("LIMIT");
	expect(await codeOf(holdWith(admin, wish(2)))).toBe("LIMIT");
	expect((await getTicket(admin, ticket)).bookings).toHaveLength(2);
	// What is given back can be had again.
	await cancel(admin, booked);
	expect(await codeOf(bookWith(admin, wish(3)))).toBe("ok");
	expect(await codeOf(bookWith(admin, wish(4)))).toBe("LIMIT");
});

test("a hold counts as the booking that it may become, until it runs out or is released", async () => {
	const office = await seedOffice(admin, "holds", ["holds"]);
	const { tickets } = await opened(admin, office);
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	const wish = (n: number) => ({ teacher: "holds", at: slotStart(n), ticket });
	const first = await holdWith(admin, wish(0));
	expect(await codeOf(holdWith(admin, wish(1)))).toBe("LIMIT");
	expect(await codeOf(bookWith(admin, wish(1)))).toBe("LIMIT");
	await call(admin, "release_hold", first.booking_id, 1);
	const second = await holdWith(admin, wish(1));
	await lapse(admin, second);
	expect(await codeOf(bookWith(admin, wish(2)))).toBe("ok");
});

test("a hold that ran out is no booking any more once its ticket has booked elsewhere", async () => {
	const office = await seedOffice(admin, "lapsed", ["lapsed"]);
	const { tickets } = await opened(admin, office);
	const [ticket = never(), other = never()] = tickets;
	await takePass(admin, ticket);
	const held = await holdWith(admin, { teacher: "lapsed", at: slotStart(0), ticket });
	await lapse(admin, held);
	await bookWith(admin, { teacher: "lapsed", at: slotStart(1), ticket });
	expect(await codeOf(confirm(admin, held))).toBe("LIMIT");
	// While one whose ticket has nothing else still is.
	await takePass(admin, other);
	const late = await holdWith(admin, { teacher: "lapsed", at: slotStart(2), ticket: other });
	await lapse(admin, late);
	expect(await codeOf(confirm(admin, late))).toBe("ok");
});

test("a hold outlives the pass, so that who types slowly still succeeds", async () => {
	const office = await seedOffice(admin, "slow", ["slow"]);
	const { tickets } = await opened(admin, office);
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	const held = await holdWith(admin, { teacher: "slow", at: slotStart(0), ticket });
	await expire(admin, ticket);
	expect(await codeOf(call(admin, "extend_hold", held.booking_id, 1))).toBe("ok");
	expect(await codeOf(confirm(admin, held))).toBe("ok");
});

test("a place tells what it holds as long as that counts, and nobody else's does", async () => {
	const office = await seedOffice(admin, "held", ["held"]);
	const { tickets } = await opened(admin, office, { bookings_each: 2 });
	const [ticket = never(), other = never()] = tickets;
	await takePass(admin, ticket);
	expect((await getTicket(admin, ticket)).holds).toEqual([]);
	const second = await holdWith(admin, { teacher: "held", at: slotStart(2), ticket });
	const first = await holdWith(admin, { teacher: "held", at: slotStart(1), ticket });
	const [teacher] = (await admin.query("select name from app.teachers where handle = 'held'")).rows;
	const of = { teacher: teacher.name, handle: "held", type: "lesson" };
	expect((await getTicket(admin, ticket)).holds).toEqual([
		{ ...first, ...of },
		{ ...second, ...of },
	]);
	expect((await getTicket(admin, other)).holds).toEqual([]);
	expect(await codeOf(holdWith(admin, { teacher: "held", at: slotStart(3), ticket }))).toBe("LIMIT");
	// Each way in which it counts no more.
	await lapse(admin, first);
	await confirm(admin, second);
	expect((await takePass(admin, ticket)).holds).toEqual([]);
	const third = await holdWith(admin, { teacher: "held", at: slotStart(3), ticket });
	expect((await takePass(admin, ticket)).holds).toMatchObject([{ booking_id: third.booking_id }]);
	await call(admin, "release_hold", third.booking_id, 1);
	expect((await getTicket(admin, ticket)).holds).toEqual([]);
});

test("where no ticket is asked for, the clock opens it and the share is counted by address", async () => {
	const office = await seedOffice(admin, "clock", ["clock"]);
	const opening = await saveOpening(admin, office, {
		audience: "anyone",
		waiting_room: false,
		bookings_each: 2,
	});
	const wish = (n: number, email = "one@home.example") => ({ teacher: "clock", at: slotStart(n), email });
	expect(await codeOf(book(admin, wish(0)))).toBe("CLOSD");
	await ring(admin, opening);
	const booked = await book(admin, wish(0));
	const held = await hold(admin, wish(1));
	const second = await hold(admin, wish(2));
	expect(await codeOf(confirm(admin, held, { email: "one@home.example", name: "Second" }))).toBe("ok");
	expect(await codeOf(confirm(admin, second, { email: "one@home.example", name: "Third" }))).toBe("LIMIT");
	expect(await codeOf(book(admin, wish(3)))).toBe("LIMIT");
	expect(await codeOf(confirm(admin, second, { email: "two@home.example" }))).toBe("ok");
	await cancel(admin, booked);
	expect(await codeOf(book(admin, wish(3)))).toBe("ok");
});

test("a request that is sent again gets its first answer, though the pass ran out and the share is used up", async () => {
	const office = await seedOffice(admin, "retry", ["retry"]);
	const { tickets } = await opened(admin, office);
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	const wish = {
		teacher: "retry",
		at: slotStart(0),
		ticket,
		key: randomUUID(),
		name: "N",
		email: "n@home.example",
	};
	const first = await bookWith(admin, wish);
	await expire(admin, ticket);
	expect(await bookWith(admin, wish)).toEqual(first);
	expect(await codeOf(bookWith(admin, { ...wish, at: slotStart(1) }))).toBe("REUSE");
});

test("staff book for a family at once, past those who wait, and it is written down with who did it", async () => {
	const office = await seedOffice(admin, "office", ["office"]);
	const { opening } = await opened(admin, office, { families: 30, pace: 1 });
	const bookFor = (email: string, n: number, key: string = randomUUID()) =>
		call<Booked>(
			admin,
			"book_for",
			office.staff,
			opening.id,
			key,
			"office",
			"lesson",
			slotStart(n),
			"Phoneless",
			email,
			"UTC",
		);
	const key = randomUUID();
	const first = await bookFor("phoneless@home.example", 0, key);
	expect(await bookFor("phoneless@home.example", 0, key)).toEqual(first);
	expect(await codeOf(bookFor("phoneless@home.example", 1, key))).toBe("REUSE");
	// One that was invited keeps its one ticket, and its share is its own.
	expect(await codeOf(bookFor("family-00007@home.example", 1))).toBe("ok");
	expect(await codeOf(bookFor("family-00007@home.example", 2))).toBe("LIMIT");
	expect(await codeOf(bookFor("phoneless@home.example", 2))).toBe("LIMIT");
	expect(await codeOf(bookFor("third@home.example", 1))).toBe("TAKEN");
	const { rows } = await admin.query(
		"select actor, detail from app.opening_events where opening_id = $1 and kind = 'booked_for' and detail ->> 'booking' = $2",
		[opening.id, first.booking_id],
	);
	expect(rows[0]).toEqual({ actor: office.email, detail: { booking: first.booking_id } });
	// What was refused left nothing behind.
	const { rowCount } = await admin.query("select from app.invitations where email = 'third@home.example'");
	expect(rowCount).toBe(0);
});

test("a family that staff book for before its own draw has the place in it that it would have had, told no sooner", async () => {
	const office = await seedOffice(admin, "ahead", ["ahead"]);
	const opening = await saveOpening(admin, office, {
		groups: [10, 20].map((minutes) => ({ name: `In ${minutes}`, opens_at: inMinutes(minutes) })),
	});
	const [joined = never(), absent = never()] = await invite(admin, office, opening, 2, { group: 1 });
	const ticket = await join(admin, joined);
	const drawn = async () => {
		const { rows } = await admin.query<{ ticket_id: string; rank: string; due: string }>(
			`select ticket.id as ticket_id, ticket.rank, app.rank_of(each.seed, ticket.id) as due
			from app.tickets ticket join app.opening_groups each on each.id = ticket.group_id
			where ticket.opening_id = $1 and ticket.tail_no is null order by ticket.joined_at`,
			[opening.id],
		);
		return rows;
	};
	const [before] = await drawn();
	await ring(admin, opening, [0]);
	await step(admin, opening);
	const told: unknown[] = [];
	for (const [n, { email }] of [joined, absent].entries()) {
		const wish = [randomUUID(), "ahead", "lesson", slotStart(n), "N", email, "UTC"];
		told.push(await call(admin, "book_for", office.staff, opening.id, ...wish));
	}
	const [first = never(), second = never(), ...more] = await drawn();
	expect([first, more]).toEqual([before, []]);
	expect(second.rank).toBe(second.due);
	for (const { ticket_id } of [first, second]) {
		const own = await getTicket(admin, { ticket_id });
		expect(own).toMatchObject({ in_draw: true, rank: null, tail_no: null });
		told.push(own);
		await expire(admin, { ticket_id });
		expect(await codeOf(takePass(admin, { ticket_id }))).toBe("CLOSD");
	}
	told.push(await step(admin, opening));
	const asked: [string, ...unknown[]][] = [
		["draw_record", opening.id],
		["watch_opening", office.staff, opening.id, null],
		["list_invitations", office.staff, opening.id, ""],
	];
	for (const [verb, ...args] of asked) told.push(await call(admin, verb, ...args));
	const words = JSON.stringify(told);
	const { rows: seeds } = await admin.query(
		"select encode(seed, 'hex') as seed from app.opening_groups where opening_id = $1 and position = 1",
		[opening.id],
	);
	for (const secret of [first.rank, second.rank, seeds[0].seed]) expect(words).not.toContain(String(secret));

	await ring(admin, opening);
	expect((await step(admin, opening)).groups[1]).toMatchObject({ seed: seeds[0].seed, drawn: 2 });
	expect((await getTicket(admin, ticket)).rank).toBe(Number(first.rank));
	expect(await drawn()).toEqual([first, second]);
});

test("staff cannot book before it opens, nor after it is over", async () => {
	const office = await seedOffice(admin, "hasty", ["hasty"]);
	const opening = await saveOpening(admin, office, { closes_at: inMinutes(60) });
	const bookFor = () =>
		call(
			admin,
			"book_for",
			office.staff,
			opening.id,
			randomUUID(),
			"hasty",
			"lesson",
			slotStart(0),
			"N",
			"n@home.example",
			"UTC",
		);
	expect(await codeOf(bookFor())).toBe("CLOSD");
	await ring(admin, opening);
	await admin.query("update app.openings set closes_at = now() where id = $1", [opening.id]);
	expect(await codeOf(bookFor())).toBe("CLOSD");
});

test("who leaves before being called, and comes back after, has lost nothing", async () => {
	const office = await seedOffice(admin, "leavers", ["leavers"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 10, pace: 1 });
	const order = await admin.query<{ id: string }>(
		"select id from app.tickets where opening_id = $1 order by rank",
		[opening.id],
	);
	const nth = (n: number) => ({ ticket_id: order.rows[n]?.id ?? "" });
	await leave(admin, nth(1));
	await leave(admin, nth(2));
	await step(admin, opening, { pace: 1 });
	// Two were passed over, and nobody's call was spent on them.
	expect(await codeOf(takePass(admin, nth(3)))).toBe("ok");
	expect(await codeOf(takePass(admin, nth(4)))).toBe("QUEUE");
	const i = tickets.findIndex(({ ticket_id }) => ticket_id === nth(1).ticket_id);
	expect(await join(admin, invitations[i] ?? never())).toMatchObject({ ...nth(1), left_at: null });
	expect(await codeOf(takePass(admin, nth(1)))).toBe("ok");
	// Who never came back still has their turn, too.
	expect(await codeOf(takePass(admin, nth(2)))).toBe("ok");
});

test("what needs no ticket is not counted against the one that was shown", async () => {
	const office = await seedOffice(admin, "aside", ["aside"]);
	await seedOffice(admin, "ordinary", ["ordinary"]);
	const byClock = await seedOffice(admin, "byclock", ["byclock"]);
	await opened(admin, byClock, { audience: "anyone", waiting_room: false, families: 0 });
	const { tickets } = await opened(admin, office);
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	for (const [n, teacher] of ["ordinary", "byclock"].entries()) {
		await bookWith(admin, { teacher, at: slotStart(2 * n), ticket });
		await holdWith(admin, { teacher, at: slotStart(2 * n + 1), ticket });
	}
	expect(await codeOf(bookWith(admin, { teacher: "aside", at: slotStart(9), ticket }))).toBe("ok");
	expect((await getTicket(admin, ticket)).bookings).toHaveLength(1);
	// Nor does one that there is not matter where none is asked for.
	const unknown = { ticket_id: randomUUID() };
	expect(await codeOf(bookWith(admin, { teacher: "ordinary", at: slotStart(9), ticket: unknown }))).toBe(
		"ok",
	);
});

test("a hold that ran out is not extended once its ticket holds another, which it would stand in the way of", async () => {
	const office = await seedOffice(admin, "revived", ["revived"]);
	const { tickets } = await opened(admin, office);
	const [ticket = never()] = tickets;
	await takePass(admin, ticket);
	const extend = ({ booking_id }: Booked) => codeOf(call(admin, "extend_hold", booking_id, 1));
	const first = await holdWith(admin, { teacher: "revived", at: slotStart(0), ticket });
	expect(await extend(first)).toBe("ok");
	await lapse(admin, first);
	const second = await holdWith(admin, { teacher: "revived", at: slotStart(1), ticket });
	expect(await extend(first)).toBe("LIMIT");
	expect(await extend(second)).toBe("ok");
	expect(await codeOf(confirm(admin, second))).toBe("ok");
	expect(await extend(first)).toBe("LIMIT");
});

test("what an address booked before the opening, and in the one before it, is not of its share", async () => {
	const office = await seedOffice(admin, "term", ["term"]);
	const wish = (n: number) => ({ teacher: "term", at: slotStart(n), email: "one@term.example", name: "One" });
	await book(admin, wish(0));
	const byClock = { audience: "anyone", waiting_room: false } as const;
	for (const n of [1, 3]) {
		const opening = await saveOpening(admin, office, byClock);
		await ring(admin, opening);
		expect(await codeOf(book(admin, wish(n)))).toBe("ok");
		expect(await codeOf(book(admin, wish(n + 1)))).toBe("LIMIT");
	}
});

test("those behind the draw are called by their numbers, and who left is passed over there as well", async () => {
	const office = await seedOffice(admin, "behind", ["behind"]);
	const { opening } = await opened(admin, office, { families: 0 });
	const tail: Ticket[] = [];
	for (const family of await invite(admin, office, opening, 6, { named: "late" }))
		tail.push(await join(admin, family));
	const nth = (n: number) => tail[n] ?? never();
	await leave(admin, nth(0));
	await leave(admin, nth(2));
	const status = await step(admin, opening, { pace: 2 });
	expect(status.groups[0]).toMatchObject({ served_below: 0, tail: 6, tail_served: 4 });
	const heard = [];
	for (const ticket of tail) heard.push(await codeOf(takePass(admin, ticket)));
	expect(heard).toEqual(["ok", "ok", "ok", "ok", "QUEUE", "QUEUE"]);
	const { rows } = await admin.query(
		"select detail ->> 'called' as called from app.opening_events where opening_id = $1 and kind = 'admitted'",
		[opening.id],
	);
	expect(rows).toEqual([{ called: "2" }]);
});

test("who was drawn and left comes in at once when they come again, once somebody behind the draw was called, and not before", async () => {
	const office = await seedOffice(admin, "again", ["again"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 3, pace: 1 });
	const { rows } = await admin.query("select id from app.tickets where opening_id = $1 order by rank", [
		opening.id,
	]);
	const ranked = rows.map(({ id }) => tickets.find(({ ticket_id }) => ticket_id === id) ?? never());
	const last = ranked[2] ?? never();
	await leave(admin, last);
	const late: Ticket[] = [];
	for (const family of await invite(admin, office, opening, 2, { named: "late" }))
		late.push(await join(admin, family));
	await step(admin, opening, { pace: 1 });
	expect(await codeOf(takePass(admin, last))).toBe("QUEUE");
	expect(await codeOf(takePass(admin, late[0] ?? never()))).toBe("QUEUE");
	await step(admin, opening, { pace: 1 });
	expect(await codeOf(takePass(admin, late[0] ?? never()))).toBe("ok");
	expect(await codeOf(takePass(admin, late[1] ?? never()))).toBe("QUEUE");
	await join(admin, invitations[tickets.indexOf(last)] ?? never());
	expect(await codeOf(takePass(admin, last))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("who leaves without ever having had a pass is not said to have had one", async () => {
	const office = await seedOffice(admin, "never", ["never"]);
	const { opening, tickets, invitations } = await opened(admin, office);
	const [left = never(), revoked = never()] = tickets;
	await leave(admin, left);
	await call(admin, "revoke_invitation", office.staff, opening.id, invitations[1]?.id);
	const { rows } = await admin.query("select pass_until from app.tickets where id = any($1)", [
		[left.ticket_id, revoked.ticket_id],
	]);
	expect(rows).toEqual([{ pass_until: null }, { pass_until: null }]);
});

test("a booking for a family that is asked for twice is written down once, and none is made outside of its opening", async () => {
	const office = await seedOffice(admin, "once", ["once"]);
	await seedOffice(admin, "elsewhere", ["elsewhere"]);
	const { opening } = await opened(admin, office);
	const bookFor = (key: string, teacher: string, n = 0) =>
		call(
			admin,
			"book_for",
			office.staff,
			opening.id,
			key,
			teacher,
			"lesson",
			slotStart(n),
			"N",
			"n@once.example",
			"UTC",
		);
	expect(await codeOf(bookFor(randomUUID(), "elsewhere"))).toBe("NTFND");
	expect(await codeOf(bookFor(randomUUID(), "nobody"))).toBe("NTFND");
	const key = randomUUID();
	const first = await bookFor(key, "once");
	expect(await bookFor(key, "once")).toEqual(first);
	// Also when what is left was released to everybody meanwhile.
	await steer(admin, office, opening, "end");
	await steer(admin, office, opening, "release");
	expect(await bookFor(key, "once")).toEqual(first);
	expect(await codeOf(bookFor(key, "once", 1))).toBe("REUSE");
	const { rowCount } = await admin.query(
		"select from app.opening_events where opening_id = $1 and kind = 'booked_for'",
		[opening.id],
	);
	expect(rowCount).toBe(1);
});

test("nothing of all this breaks a law", async () => {
	expect(await brokenLaws(admin)).toEqual([]);
});

function never(): never {
	throw new Error("there is one");
}
