import { createHash, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { begin, cancelAsTeacher, moveAsTeacher, seedDesk } from "../support/desk.ts";
import { everyHour } from "../support/import-wish.ts";
import { opened, seedOffice, type Ticket, takePass } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, codeOf, confirm, hold, move } from "../support/verbs.ts";
import { join, statesOf, sweep } from "../support/waiting.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	// Nobody may move by their own link any more: a cutoff of thirty days.
	({ teacher, user } = await seedDesk(admin, { types: [{ seats: 1, cutoff_minutes: 43_200 }] }));
});
/** Seats, and whatever else of this teacher's type. */
const typed = (more: string) =>
	admin.query(
		`update app.appointment_types set ${more} where teacher_id = (select id from app.teachers where handle = $1)`,
		[teacher],
	);
const booked = (n: number, more = {}) => book(admin, { teacher, at: slotStart(n), ...more });
const shift = ({ booking_id }: Booked, from: number, to: number | string, message?: string, who = user) =>
	moveAsTeacher(admin, {
		...{ user: who, booking: booking_id, from: slotStart(from) },
		to: typeof to === "string" ? to : slotStart(to),
		...(message !== undefined && { message }),
	});
const seen = async ({ booking_id }: Booked) => {
	const { rows } = await admin.query(
		`select state, lower(during) as at, moves, moved_from as from, moved_by_teacher as by_teacher, moved_by_hand as by_hand,
			move_message as message, (
				select coalesce(array_agg(recipient::text order by recipient), '{}') from app.mails
				where booking_id = booking.id and kind = 'moved'
			) as told
		from app.bookings booking where id = $1`,
		[booking_id],
	);
	return { ...rows[0], at: rows[0].at.toISOString(), from: rows[0].from?.toISOString() ?? null };
};
const isSound = async () => expect(await brokenLaws(admin)).toEqual([]);

test("inside the cutoff the teacher moves and the booker cannot: to a time that is not offered, and the booker alone is told", async () => {
	const one = await booked(0);
	expect(await codeOf(move(admin, one, slotStart(4)))).toBe("LATE0");
	const odd = slotStart(9, 7);
	expect(await shift(one, 0, odd, "The hall is taken")).toMatchObject({
		...{ moved: [one.booking_id], teacher },
	});
	expect(await seen(one)).toEqual({
		...{ state: "confirmed", at: odd, from: slotStart(0), moves: 1, by_teacher: true, by_hand: true },
		...{ message: "The hall is taken", told: ["booker"] },
	});
	await booked(0);
	await isSound();
});

test("to where it is already it is done, whatever was seen, and nobody is told again", async () => {
	const one = await booked(0);
	await shift(one, 0, 3, "First");
	for (const from of [0, 3, 7])
		expect(await shift(one, from, 3, "Again")).toMatchObject({ moved: [], teacher });
	expect(await seen(one)).toMatchObject({ moves: 1, message: "First", told: ["booker"] });
});

test("back again is one more move, with a mail that is overtaken where the first one went to nobody", async () => {
	const one = await booked(0);
	await shift(one, 0, 3, "First");
	await shift(one, 3, 0);
	expect(await seen(one)).toMatchObject({
		...{ at: slotStart(0), from: slotStart(3), moves: 2, message: null, told: ["booker", "booker"] },
	});
	await isSound();
});

test("what is meant of another start than it has by now is STALE, and nothing moves", async () => {
	const one = await booked(0);
	expect(await codeOf(shift(one, 1, 3))).toBe("STALE");
	await shift(one, 0, 5);
	expect(await codeOf(shift(one, 0, 3))).toBe("STALE");
	expect(await seen(one)).toMatchObject({ at: slotStart(5), moves: 1 });
});

test("a time that is taken is TAKEN, by its buffers, too, and all stays as it was", async () => {
	await typed("buffer_after_minutes = 15");
	const [one, other] = [await booked(0), await booked(4)];
	for (const minutes of [120, 135, 105, 150])
		expect([minutes, await codeOf(shift(one, 0, slotStart(minutes, 1)))]).toEqual([minutes, "TAKEN"]);
	const held = await hold(admin, { teacher, at: slotStart(8) });
	expect(await codeOf(shift(one, 0, 8))).toBe("TAKEN");
	expect(await seen(one)).toMatchObject({ at: slotStart(0), moves: 0, told: [] });
	// Held no longer, it is free.
	await admin.query("update app.bookings set held_until = now() where id = $1", [held.booking_id]);
	await shift(one, 0, 8);
	await cancelAsTeacher(admin, { user, bookings: [other.booking_id] });
	await shift(one, 8, 4);
	await isSound();
});

test("it may overlap where it was, and stands in its own way by nothing", async () => {
	await typed("day_cap = 1, buffer_before_minutes = 10");
	const one = await booked(2);
	await shift(one, 2, slotStart(65, 1));
	expect(await seen(one)).toMatchObject({ at: slotStart(65, 1), moves: 1 });
	await isSound();
});

test("a class moves as a whole: each is told once, and who had cancelled is told nothing and stays where they were", async () => {
	await typed("seats = 4, cutoff_minutes = 0");
	const [one, two, gone] = [await booked(0), await booked(0), await booked(0)];
	await cancel(admin, gone);
	const { moved } = await shift(two, 0, 6, "To the gym");
	expect(moved.toSorted()).toEqual([one.booking_id, two.booking_id].toSorted());
	for (const each of [one, two])
		expect(await seen(each)).toMatchObject({ at: slotStart(6), told: ["booker"], message: "To the gym" });
	expect(await seen(gone)).toMatchObject({ at: slotStart(0), told: [], moves: 0, state: "cancelled" });
	// It is the same class, with its seats.
	await booked(6);
	await booked(6);
	expect(await codeOf(booked(6))).toBe("TAKEN");
	await isSound();
});

test("while somebody holds a seat in it, it is TAKEN; a hold that ran out is in nobody's way", async () => {
	await typed("seats = 3");
	const one = await booked(0);
	const held = await hold(admin, { teacher, at: slotStart(0) });
	expect(await codeOf(shift(one, 0, 6))).toBe("TAKEN");
	await admin.query("update app.bookings set held_until = now() where id = $1", [held.booking_id]);
	await shift(one, 0, 6);
	expect(await codeOf(confirm(admin, held))).toBe("LAPSD");
	await isSound();
});

test("onto another class of the same kind it is TAKEN, though there are seats", async () => {
	await typed("seats = 3");
	const one = await booked(0);
	await booked(6);
	expect(await codeOf(shift(one, 0, 6))).toBe("TAKEN");
});

test("nobody is in two places: CLASH, and the whole class stays", async () => {
	await typed("seats = 3");
	const who = { name: "Twice", email: `${randomUUID()}@booker.example` };
	const [one, other] = [await booked(0), await booked(0, who)];
	const elsewhere = await seedDesk(admin, {});
	await book(admin, { teacher: elsewhere.teacher, at: slotStart(6), ...who });
	expect(await codeOf(shift(one, 0, 6))).toBe("CLASH");
	for (const each of [one, other]) expect(await seen(each)).toMatchObject({ at: slotStart(0), told: [] });
	await isSound();
});

test("what has begun, or would have, is CLOSD; what is cancelled is STALE; what is only held is NTFND", async () => {
	const [one, gone] = [await booked(0), await booked(1)];
	expect(await codeOf(shift(one, 0, new Date(Date.now() - 60_000).toISOString()))).toBe("CLOSD");
	await begin(admin, one.booking_id);
	// Nothing begins between two milliseconds.
	await admin.query(
		`update app.appointments appointment
		set starts_at = date_trunc('second', starts_at), busy = tstzrange(date_trunc('second', starts_at), ends_at)
		from app.bookings booking where booking.id = $1 and appointment.id = booking.appointment_id`,
		[one.booking_id],
	);
	await admin.query(
		"update app.bookings set during = tstzrange(date_trunc('second', lower(during)), upper(during)) where id = $1",
		[one.booking_id],
	);
	const { at } = await seen(one);
	const wish = { user, booking: one.booking_id, from: at, to: slotStart(5) };
	expect(await codeOf(moveAsTeacher(admin, wish))).toBe("CLOSD");
	await cancelAsTeacher(admin, { user, bookings: [gone.booking_id] });
	expect(await codeOf(shift(gone, 1, 5))).toBe("STALE");
	expect(await codeOf(shift(await hold(admin, { teacher, at: slotStart(3) }), 3, 5))).toBe("NTFND");
});

test("its teacher and the school's office may, and nobody else", async () => {
	const school = `school-${randomUUID().slice(0, 8)}`;
	const email = `${school}@office.example`;
	await seedTeacher(admin, `${school}-1`, { school, staff: [email] });
	const staff = randomUUID();
	await admin.query("update app.staff set user_id = $1 where email = $2", [staff, email]);
	const theirs = await book(admin, { teacher: `${school}-1`, at: slotStart(0) });
	const mine = await booked(0);
	expect(await codeOf(shift(mine, 0, 3, undefined, staff))).toBe("NTFND");
	expect(await codeOf(shift(theirs, 0, 3))).toBe("NTFND");
	expect(await codeOf(shift(mine, 0, 3, undefined, randomUUID()))).toBe("DNIED");
	expect(await codeOf(shift({ ...mine, booking_id: randomUUID() }, 0, 3))).toBe("NTFND");
	await shift(theirs, 0, 3, "By the office", staff);
	expect(await seen(theirs)).toMatchObject({ at: slotStart(3), told: ["booker"] });
	const { rows } = await admin.query(
		"select actor_kind, verb, before, after, reason from app.audit where subject_id = $1",
		[theirs.booking_id],
	);
	expect(rows).toMatchObject([{ actor_kind: "staff", verb: "moved", reason: null }]);
	expect(Date.parse(rows[0].before.starts_at)).toBe(Date.parse(slotStart(0)));
	expect(Date.parse(rows[0].after.starts_at)).toBe(Date.parse(slotStart(3)));
});

test("what is only asked for moves, too, and is to be decided before its new time", async () => {
	await typed("needs_approval = true");
	const asked = await booked(9);
	await admin.query("update app.bookings set decide_until = lower(during) where id = $1", [asked.booking_id]);
	await shift(asked, 9, 2);
	const { rows } = await admin.query("select decide_until as until, state from app.bookings where id = $1", [
		asked.booking_id,
	]);
	expect(rows).toEqual([{ until: new Date(slotStart(2)), state: "pending" }]);
	await isSound();
});

test("a booking of a series moves by itself", async () => {
	await typed("series_cap = 5");
	const dates = [slotStart(0), slotStart(4), slotStart(8)];
	const who = ["Series", `${randomUUID()}@booker.example`, "UTC"];
	const { bookings } = await call<{ bookings: Booked[] }>(
		...([admin, "book_series", randomUUID(), teacher, "lesson", dates, ...who] as const),
	);
	await shift(bookings[1] as Booked, 4, 6);
	expect(await Promise.all(bookings.map(async (each) => (await seen(each)).at))).toEqual([
		...[slotStart(0), slotStart(6), slotStart(8)],
	]);
	await isSound();
});

test("in an opening it keeps its ticket, and nobody has a seat more by it", async () => {
	const handle = `ada-${randomUUID().slice(0, 8)}`;
	const office = await seedOffice(admin, `school-${handle}`, [handle], { halfHours: 48, spans: everyHour });
	const { tickets } = await opened(admin, office, { families: 1 });
	const [ticket] = tickets as [Ticket];
	await takePass(admin, ticket);
	const own = randomUUID();
	await admin.query("update app.teachers set user_id = $1 where handle = $2", [own, handle]);
	const who = [`Family ${randomUUID()}`, `${randomUUID()}@booker.example`, "UTC", ticket.ticket_id, 1];
	const bookAt = (n: number) =>
		call<Booked>(...([admin, "book_slot", randomUUID(), handle, "lesson", slotStart(n), ...who] as const));
	const one = await bookAt(0);
	await shift(one, 0, 5, undefined, own);
	const after = await admin.query("select ticket_id from app.bookings where id = $1", [one.booking_id]);
	expect(after.rows).toEqual([{ ticket_id: ticket.ticket_id }]);
	expect(await codeOf(bookAt(1))).toBe("LIMIT");
	await isSound();
});

describe("of who waits", () => {
	test("nobody is offered by this act what it frees; the cron finds them where the rules offer it still", async () => {
		await typed("waitlist = true");
		const one = await booked(0);
		const email = `${randomUUID()}@waiter.example`;
		await join(admin, { teacher, at: slotStart(0), email });
		await shift(one, 0, 6);
		expect(await statesOf(admin, [email])).toEqual(["waiting"]);
		await sweep(admin, teacher);
		expect(await statesOf(admin, [email])).toEqual(["offered"]);
		await isSound();
	});

	test("a seat of a class that is offered is taken back, and whose it was waits on", async () => {
		await typed("waitlist = true, seats = 2, cutoff_minutes = 0");
		const [one, leaves] = [await booked(0), await booked(0)];
		const email = `${randomUUID()}@waiter.example`;
		await join(admin, { teacher, at: slotStart(0), email });
		await cancel(admin, leaves);
		expect(await statesOf(admin, [email])).toEqual(["offered"]);
		await shift(one, 0, 6);
		expect(await statesOf(admin, [email])).toEqual(["waiting"]);
		expect(await seen(one)).toMatchObject({ at: slotStart(6) });
		await isSound();
	});

	test("who was moved away by the teacher has not given that time up: it is offered to them, too", async () => {
		await typed("waitlist = true");
		const who = { name: "Comes Back", email: `${randomUUID()}@booker.example` };
		const one = await booked(0, who);
		await shift(one, 0, 6);
		const other = await booked(0);
		await join(admin, { teacher, at: slotStart(0), ...who });
		await cancelAsTeacher(admin, { user, bookings: [other.booking_id] });
		expect(await statesOf(admin, [who.email])).toEqual(["offered"]);
		await isSound();
	});
});

test("programs hear of each booking that moved, once", async () => {
	await typed("seats = 3");
	const [one, two] = [await booked(0), await booked(0)];
	const hook = randomUUID();
	await call(admin, "save_hook", user, hook, 0, ["booking.moved"], true, "sealed url", "sealed secret");
	await shift(one, 0, 6);
	await shift(one, 0, 6);
	const { rows } = await admin.query(
		"select booking_id as id, event from app.hook_deliveries where hook_id = $1",
		[hook],
	);
	expect(rows.map(({ id }) => id).toSorted()).toEqual([one.booking_id, two.booking_id].toSorted());
	expect(new Set(rows.map(({ event }) => event))).toEqual(new Set(["booking.moved"]));
});

test("an entry in a calendar never goes back by it, and the desk does not ask whether it is kept", async () => {
	await typed("cutoff_minutes = 0, seats = 2");
	const one = await booked(0);
	const hash = createHash("sha256").update(randomUUID()).digest("hex");
	await call(admin, "share_desk", user, hash);
	const sequence = async () =>
		(await call<{ appointments: { sequence: number }[] }>(admin, "read_shared", hash)).appointments.map(
			(each) => each.sequence,
		);
	await move(admin, one, slotStart(4));
	await shift(one, 4, slotStart(9, 7));
	expect(await sequence()).toEqual([2]);
	const { outside } = await call<{ outside: unknown[] }>(admin, "open_rules", user);
	expect(outside).toEqual([]);
	// By the booker again, it is not of the teacher's doing any more.
	await move(admin, one, slotStart(12));
	expect(await seen(one)).toMatchObject({ moves: 3, by_teacher: false, by_hand: false, message: null });
	expect(await sequence()).toEqual([3]);
	await isSound();
});

test("a change of zone after it is told as one, and an erasure takes its message along", async () => {
	const email = `${randomUUID()}@booker.example`;
	const [one, other] = [await booked(0, { email }), await booked(20)];
	await shift(one, 0, 3, `Dear ${email}`);
	await shift(other, 20, 23, "Dear");
	const { version } = await call<{ version: number }>(admin, "open_rules", user);
	await call(admin, "change_zone", user, version, "Etc/GMT+2", true);
	expect(await seen(other)).toMatchObject({ by_teacher: true, by_hand: false, message: null });
	const now = await seen(one);
	await moveAsTeacher(admin, {
		...{ user, booking: one.booking_id, from: now.at, to: slotStart(40), message: `Dear ${email}` },
	});
	await admin.query("select app.erase_booker($1, null, true)", [email]);
	const { rows } = await admin.query("select move_message as message, name from app.bookings where id = $1", [
		one.booking_id,
	]);
	expect(rows).toEqual([{ message: null, name: null }]);
	await isSound();
});
