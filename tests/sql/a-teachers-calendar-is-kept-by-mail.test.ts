import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { cancelAsTeacher, moveAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, move } from "../support/verbs.ts";
import { waits } from "../support/waits.ts";

const { admin, adminUrl } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	await admin.query("delete from app.mails");
	({ teacher, user } = await seedDesk(admin, { types: [{ seats: 1 }] }));
});
const seats = (of: number) =>
	admin.query(
		"update app.appointment_types set seats = $1 where teacher_id = (select id from app.teachers where handle = $2)",
		[of, teacher],
	);
const booked = (n: number) => book(admin, { teacher, at: slotStart(n) });
const subscribes = (to: boolean) =>
	call(admin, "share_desk", user, to ? randomUUID().replaceAll("-", "").repeat(2) : null);
const shift = ({ booking_id }: Booked, from: number, to: number) =>
	moveAsTeacher(admin, { user, booking: booking_id, from: slotStart(from), to: slotStart(to) });
const withdraw = ({ booking_id }: Booked) => cancelAsTeacher(admin, { user, bookings: [booking_id] });

async function another(): Promise<pg.Client> {
	const client = new pg.Client(adminUrl);
	await client.connect();
	onTestFinished(() => client.end());
	return client;
}

type Taken = { id: string; kind: string; recipient: string; invites: boolean };
/** What the teacher gets now, with a mark where it brings the entry along; none is for a booker. */
async function told(): Promise<string[]> {
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	const mails = await call<Taken[]>(admin, "take_mails", 100, 60, true);
	for (const { id } of mails) await call(admin, "mark_mail", id, null);
	expect(mails.filter(({ recipient, invites }) => recipient === "booker" && invites)).toEqual([]);
	return mails
		.filter(({ recipient }) => recipient === "teacher")
		.map(({ kind, invites }) => `${kind}${invites ? " with the entry" : ""}`);
}

test("what is booked, moved and cancelled by the booker comes with the entry", async () => {
	const one = await booked(0);
	expect(await told()).toEqual(["confirmed with the entry"]);
	const there = await move(admin, one, slotStart(4));
	expect(await told()).toEqual(["moved with the entry"]);
	await cancel(admin, { ...one, ...there });
	expect(await told()).toEqual(["cancelled with the entry"]);
});

test("what the teacher moves or cancels at the desk is told them for their calendar, where a mail has brought it", async () => {
	const one = await booked(0);
	await shift(one, 0, 2);
	// Nothing has gone out yet: what goes now is how it stands.
	expect(await told()).toEqual(["confirmed with the entry"]);
	await shift(one, 2, 4);
	await shift(one, 4, 6);
	expect(await told()).toEqual(["moved with the entry"]);
	await withdraw(one);
	expect(await told()).toEqual(["cancelled with the entry"]);

	const other = await booked(10);
	await withdraw(other);
	expect(await told()).toEqual([]);
});

test("who subscribes to their calendar has it there alone, and hears nothing of what they do at the desk", async () => {
	await subscribes(true);
	const [one, other] = [await booked(0), await booked(2)];
	expect(await told()).toEqual(["confirmed", "confirmed"]);
	await shift(one, 0, 4);
	await withdraw(other);
	expect(await told()).toEqual([]);
	await move(admin, one, slotStart(6));
	expect(await told()).toEqual(["moved"]);
});

test("what a mail has brought is changed and taken back by mail, also for who subscribes by then or has made it a class", async () => {
	const [one, other] = [await booked(0), await booked(2)];
	expect(await told()).toEqual(["confirmed with the entry", "confirmed with the entry"]);
	await subscribes(true);
	await seats(3);
	await move(admin, one, slotStart(4));
	await withdraw(other);
	expect((await told()).toSorted()).toEqual(["cancelled with the entry", "moved with the entry"]);
});

test("who subscribes no more has what is booked from then on by mail", async () => {
	await subscribes(true);
	await subscribes(false);
	await booked(0);
	expect(await told()).toEqual(["confirmed with the entry"]);
});

test("a class is left to the calendar that one subscribes to: one who leaves takes nothing away from the others", async () => {
	await seats(3);
	const [one] = [await booked(0), await booked(0)];
	expect(await told()).toEqual(["confirmed", "confirmed"]);
	await cancel(admin, one);
	expect(await told()).toEqual(["cancelled"]);
});

test("a series comes as one, and each date of it that the teacher moves or cancels after that", async () => {
	await admin.query("update app.appointment_types set series_cap = 3");
	const email = "series@booker.example";
	const starts = [0, 48, 96].map((n) => slotStart(n));
	await call(admin, "book_series", ...[randomUUID(), teacher, "lesson", starts, "N", email, "UTC"]);
	expect(await told()).toEqual(["confirmed with the entry"]);
	const { rows } = await admin.query(
		"select id as booking_id, link_version from app.bookings where email = $1 order by during",
		[email],
	);
	await shift(rows[1], 48, 50);
	await withdraw(rows[2]);
	expect((await told()).toSorted()).toEqual(["cancelled with the entry", "moved with the entry"]);
});

test("a mail that somebody takes just as the teacher cancels has brought the entry, and another takes it back", async () => {
	const one = await booked(0);
	const [other, watcher] = [await another(), await another()];
	await other.query("begin");
	const mails = await call<Taken[]>(other, "take_mails", 100, 60, true);
	expect(mails.some(({ invites }) => invites)).toBe(true);
	const cancelled = withdraw(one);
	await waits(watcher, admin);
	await other.query("commit");
	await cancelled;
	expect(await told()).toContain("cancelled with the entry");
});

test("what a whole day brings comes one after the other", async () => {
	const all = await Promise.all([0, 2, 4].map(booked));
	expect(await told()).toHaveLength(3);
	await cancelAsTeacher(admin, { user, bookings: all.map(({ booking_id }) => booking_id) });
	const { rows } = await admin.query(
		`select extract(epoch from due_at - created_at)::integer as seconds from app.mails
		where recipient = 'teacher' and kind = 'cancelled' order by due_at`,
	);
	expect(rows.map(({ seconds }) => seconds)).toEqual([0, 2, 4]);
});

test("what the booker moved, and the teacher after that, says nothing to who subscribes: it is in their calendar", async () => {
	await subscribes(true);
	const one = await booked(0);
	expect(await told()).toEqual(["confirmed"]);
	const there = await move(admin, one, slotStart(4));
	await shift({ ...one, ...there }, 4, 6);
	expect(await told()).toEqual([]);
});

test("a build from before brings no entry along, and sends nothing that is for a calendar alone", async () => {
	const before = async () => {
		await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
		const mails = await call<Taken[]>(admin, "take_mails", 100, 60);
		for (const { id } of mails) await call(admin, "mark_mail", id, null);
		return mails.flatMap(({ kind, recipient }) => (recipient === "teacher" ? [kind] : []));
	};
	const one = await booked(0);
	expect(await before()).toEqual(["confirmed"]);
	await withdraw(one);
	expect(await told()).toEqual([]);

	const other = await booked(2);
	expect(await told()).toEqual(["confirmed with the entry"]);
	await withdraw(other);
	expect(await before()).toEqual([]);
	expect(await told()).toEqual([]);
	const { rows } = await admin.query(
		"select error from app.mails where booking_id = $1 and recipient = 'teacher' and kind = 'cancelled'",
		[other.booking_id],
	);
	expect(rows).toEqual([{ error: "in no calendar" }]);
});

test("a mail that is tried again is the same", async () => {
	await booked(0);
	const take = async () => {
		await admin.query("update app.mails set due_at = now()");
		const mails = await call<Taken[]>(admin, "take_mails", 100, 60, true);
		return mails.filter(({ recipient }) => recipient === "teacher");
	};
	const first = await take();
	expect(first.map(({ invites }) => invites)).toEqual([true]);
	await subscribes(true);
	expect(await take()).toEqual(first);
});
