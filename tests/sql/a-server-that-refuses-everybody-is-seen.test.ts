import { beforeEach, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call, cancel } from "../support/verbs.ts";

type Outbox = { waiting: number; refused: number; moves: boolean };

const { admin } = await ownDatabase();
await seedTeacher(admin, "ada", { types: [{ cutoff_minutes: 0 }] });
let half = 0;

beforeEach(() => admin.query("delete from app.mails"));

const outbox = async () =>
	(await admin.query<{ outbox: Outbox }>("select app.waiting_mails() as outbox")).rows[0]?.outbox;
const bookNext = () => book(admin, { at: slotStart(++half) });
const take = async () => {
	const taken = await call<{ id: string }[]>(admin, "take_mails", 1_000, 60, true);
	return taken.map(({ id }) => id);
};
/** Takes what is due, and whoever it is handed to refuses whom it is for. */
async function refuse(): Promise<string[]> {
	const ids = await take();
	for (const id of ids) await call(admin, "bounce_mail", id, false, "EENVELOPE RCPT TO 550");
	return ids;
}

test("recipients that a server refused are counted, though nothing waits, and for half an hour", async () => {
	for (let i = 0; i < 3; i++) await bookNext();
	expect(await refuse()).toHaveLength(6);
	expect(await outbox()).toMatchObject({ waiting: 0, refused: 6, moves: false });
	await admin.query("update app.mails set failed_at = failed_at - interval '31 minutes'");
	expect(await outbox()).toMatchObject({ waiting: 0, refused: 0 });
});

test("where one was taken meanwhile, it was those addresses", async () => {
	await bookNext();
	await refuse();
	await bookNext();
	for (const id of await take()) await call(admin, "mark_mail", id, null);
	expect(await outbox()).toMatchObject({ refused: 0, moves: true });
	await admin.query(
		"update app.mails set sent_at = sent_at - interval '20 minutes' where sent_at is not null",
	);
	expect(await outbox()).toMatchObject({ refused: 0, moves: false });
	await admin.query(
		"update app.mails set sent_at = sent_at - interval '11 minutes' where sent_at is not null",
	);
	expect(await outbox()).toMatchObject({ refused: 2 });
});

test("what came back later had been taken, and counts as that", async () => {
	await bookNext();
	for (const id of await take()) {
		await call(admin, "mark_mail", id, null);
		await call(admin, "bounce_mail", id, true, "550 5.1.1");
	}
	expect(await outbox()).toMatchObject({ waiting: 0, refused: 0, moves: true });
});

test("what was not so any more was refused by nobody, nor is what comes again", async () => {
	await cancel(admin, await bookNext());
	const early = "due_at - interval '2 minutes', planned_at = planned_at - interval '2 minutes'";
	await admin.query(`update app.mails set due_at = ${early}, created_at = created_at - interval '2 minutes'`);
	const [first, ...others] = await take();
	await call(admin, "mark_mail", first, "EENVELOPE RCPT TO 554 5.7.1");
	for (const id of others) await call(admin, "mark_mail", id, "ETIMEDOUT CONN");
	const { rows } = await admin.query("select error from app.mails where failed_at is not null");
	expect(rows).toEqual([{ error: "cancelled meanwhile" }, { error: "cancelled meanwhile" }]);
	expect(await outbox()).toMatchObject({ waiting: 2, refused: 0 });
});
