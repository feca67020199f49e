import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { moveAsTeacher, seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, move } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
beforeEach(async () => {
	({ teacher, user } = await seedDesk(admin, { types: [{ seats: 3, cutoff_minutes: 0 }] }));
});
afterEach(async () => expect(await brokenLaws(admin)).toEqual([]));

type Told = {
	id: string;
	kind: string;
	recipient: string;
	booking: { starts_at: string; moved_from: string; told_start: string | null; move_message: string | null };
};
/** All that is due goes out now; gives what of it tells bookers of a move, in short. */
const send = async () => {
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	const mails = await call<Told[]>(admin, "take_mails", 100, 60, true);
	for (const { id } of mails) await call(admin, "mark_mail", id, null);
	return mails.filter(({ kind, recipient }) => kind === "moved" && recipient === "booker").map(inShort);
};
const inShort = ({ booking: { starts_at, moved_from, told_start, move_message } }: Told) => ({
	from: new Date(told_start ?? moved_from).toISOString(),
	to: new Date(starts_at).toISOString(),
	message: move_message,
});
/** Booked at the first half hour, and told so. */
const known = async (more = {}) => {
	const booked = await book(admin, { teacher, at: slotStart(0), ...more });
	await send();
	return booked;
};
const shift = ({ booking_id }: Booked, from: number, to: number, message?: string) =>
	moveAsTeacher(admin, {
		...{ user, booking: booking_id, from: slotStart(from), to: slotStart(to) },
		...(message !== undefined && { message }),
	});

test("twice before a mail went: from the time that is in their calendar, with what was written first", async () => {
	const one = await known();
	await shift(one, 0, 5, "I am ill on Monday");
	await shift(one, 5, 9);
	expect(await send()).toEqual([{ from: slotStart(0), to: slotStart(9), message: "I am ill on Monday" }]);
});

test("three times as well, and what is written last is what is told", async () => {
	const one = await known();
	await shift(one, 0, 5, "I am ill on Monday");
	await shift(one, 5, 9);
	await shift(one, 9, 12, "Sorry, this is better");
	expect(await send()).toEqual([{ from: slotStart(0), to: slotStart(12), message: "Sorry, this is better" }]);
});

test("what was told is where the next move begins, and its message is not said again", async () => {
	const one = await known();
	await shift(one, 0, 5, "I am ill on Monday");
	expect(await send()).toEqual([{ from: slotStart(0), to: slotStart(5), message: "I am ill on Monday" }]);
	await shift(one, 5, 9);
	expect(await send()).toEqual([{ from: slotStart(5), to: slotStart(9), message: null }]);
});

test("to and fro before a mail went is told to nobody, and what comes after it is", async () => {
	const one = await known();
	await shift(one, 0, 5, "I am ill on Monday");
	await shift(one, 5, 0);
	expect(await send()).toEqual([]);
	const { rows } = await admin.query(
		"select error from app.mails where booking_id = $1 and kind = 'moved' and recipient = 'booker' order by created_at",
		[one.booking_id],
	);
	expect(rows.map(({ error }) => error)).toEqual(["moved again meanwhile", "back where it was"]);
	await shift(one, 0, 7);
	expect(await send()).toEqual([{ from: slotStart(0), to: slotStart(7), message: null }]);
});

test("back to where it was is told where the first move was, be it that its mail is only on its way", async () => {
	const [one, two] = [await known(), await known()];
	await shift(one, 0, 5);
	expect(await send()).toHaveLength(2);
	await shift(two, 5, 0);
	expect(await send()).toHaveLength(2);

	await shift(one, 0, 5);
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	const begun = await call<Told[]>(admin, "take_mails", 100, 60, true);
	await shift(one, 5, 0);
	for (const { id } of begun) await call(admin, "mark_mail", id, null);
	const back = { from: slotStart(5), to: slotStart(0), message: null };
	expect(await send()).toEqual([back, back]);
});

test("each of a class is told from what they know", async () => {
	const first = await known();
	await shift(first, 0, 5, "To the gym");
	const second = await book(admin, { teacher, at: slotStart(5) });
	await shift(second, 5, 9);
	const told = await send();
	expect(told.map(({ from, message }) => [from, message]).sort()).toEqual(
		[
			[slotStart(0), "To the gym"],
			[slotStart(5), null],
		].sort(),
	);
});

test("a booker who moves it on is told from there, too, and so is who comes to another clock", async () => {
	const one = await known();
	await shift(one, 0, 24, "I am ill");
	await move(admin, one, slotStart(30));
	expect(await send()).toEqual([{ from: slotStart(0), to: slotStart(30), message: null }]);
	await shift(one, 30, 36);
	const { version } = await call<{ version: number }>(admin, "open_rules", user);
	await call(admin, "change_zone", user, version, "Etc/GMT+2", true);
	expect(await send()).toEqual([{ from: slotStart(30), to: slotStart(40), message: null }]);
});

test("the teacher is told of each move of a booker as before", async () => {
	const one = await known();
	await move(admin, one, slotStart(5));
	await move(admin, one, slotStart(0));
	await admin.query("update app.mails set due_at = now() where sent_at is null and failed_at is null");
	const mails = await call<Told[]>(admin, "take_mails", 100, 60, true);
	expect(mails.map(({ kind, recipient }) => `${kind} ${recipient}`)).toEqual(["moved teacher"]);
	await cancel(admin, one);
});

test("a key that is asked again, and a hold beside it, change nothing of that", async () => {
	const one = await known();
	const key = randomUUID();
	await move(admin, one, slotStart(5), key);
	await move(admin, one, slotStart(5), key);
	expect(await send()).toEqual([{ from: slotStart(0), to: slotStart(5), message: null }]);
});
