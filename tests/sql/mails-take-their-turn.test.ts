import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, outcomeOf, tally } from "../support/verbs.ts";

type Taken = { id: string; kind: string; recipient: string; booking: { email: string } };

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 8 });
afterAll(() => pool.end());
await seedTeacher(admin, "ada");

const take = (most = 1_000) => call<Taken[]>(pool, "take_mails", most, 60, true);
/** Takes what is due and says that it was sent. */
async function send(): Promise<Taken[]> {
	const mails = await take();
	for (const { id } of mails) await call(pool, "mark_mail", id, null);
	return mails;
}
const toBookers = (mails: Taken[]) => mails.filter(({ recipient }) => recipient === "booker");
const pass = (time: string) =>
	admin.query(
		"update app.mails set due_at = due_at - $1::interval, planned_at = planned_at - $1::interval, created_at = created_at - $1::interval",
		[time],
	);
const forget = () => admin.query("delete from app.mails");

test("a hundred bookings that name one address send it one mail at once, one a minute after that, and no more than twenty", async () => {
	const victim = "victim@booker.example";
	const wishes = Array.from({ length: 100 }, (_, i) =>
		outcomeOf(book(pool, { at: slotStart(i), email: victim })),
	);
	expect(tally(await Promise.all(wishes))).toEqual({ ok: 20, SLOWD: 80 });
	expect(toBookers(await send())).toHaveLength(1);
	await pass("40 seconds");
	expect(toBookers(await send())).toHaveLength(0);
	await pass("20 seconds");
	expect(toBookers(await send())).toHaveLength(1);
	await pass("10 minutes");
	expect(toBookers(await send())).toHaveLength(10);
	expect(await outcomeOf(book(pool, { at: slotStart(120), email: victim }))).toBe("ok");
	await forget();
});

test("nobody waits for another's mails, and the teacher hears at once", async () => {
	for (let i = 0; i < 10; i++) await book(pool, { at: slotStart(200 + i) });
	const mails = await take();
	expect(toBookers(mails)).toHaveLength(10);
	expect(mails).toHaveLength(20);
	await forget();
});

test("a booking that was cancelled before its mail went out is not told as booked", async () => {
	const booked = await book(pool, { at: slotStart(300) });
	await cancel(pool, booked);
	await pass("2 minutes");
	expect((await take()).map(({ kind }) => kind)).toEqual(["cancelled", "cancelled"]);
	const { rows } = await admin.query("select error from app.mails where kind = 'confirmed'");
	expect(rows).toEqual([{ error: "cancelled meanwhile" }, { error: "cancelled meanwhile" }]);
	await forget();
});

test("a mail that nobody ever marks comes eight times, ever later, and is then given up with its error", async () => {
	await book(pool, { at: slotStart(310) });
	const gaps: number[] = [];
	for (let i = 0; i < 8; i++) {
		expect(await take()).toHaveLength(2);
		expect(await take()).toEqual([]);
		const { rows } = await admin.query(
			"select extract(epoch from max(due_at) - now())::integer as wait from app.mails",
		);
		gaps.push(rows[0].wait);
		await pass(`${rows[0].wait + 1} seconds`);
	}
	expect(gaps).toEqual([60, 120, 240, 480, 960, 1920, 3840, 7680]);
	expect(await take()).toEqual([]);
	const { rows } = await admin.query("select error, failed_at is not null as failed from app.mails");
	expect(rows).toEqual(Array(2).fill({ error: "no answer in eight attempts", failed: true }));
	await forget();
});

test("of 2,000 mails, four drainers at once take each exactly once", async () => {
	const booked: Booked[] = [];
	for (let i = 0; i < 10; i++) booked.push(await book(pool, { at: slotStart(400 + i) }));
	await forget();
	await admin.query(
		`insert into app.mails (booking_id, kind, recipient)
		select ($1::uuid[])[1 + n % 10], 'confirmed', 'teacher' from generate_series(1, 2000) as n`,
		[booked.map(({ booking_id }) => booking_id)],
	);
	const taken: string[] = [];
	const drain = async () => {
		for (let mails = await take(20); mails.length > 0; mails = await take(20)) {
			taken.push(...mails.map(({ id }) => id));
			for (const { id } of mails) await call(pool, "mark_mail", id, null);
		}
	};
	await Promise.all([drain(), drain(), drain(), drain()]);
	expect(taken).toHaveLength(2_000);
	expect(new Set(taken).size).toBe(2_000);
	await forget();
});

test("that a mail could not be sent brings back none that was given up meanwhile; that it was sent is true all the same", async () => {
	const email = "erased-meanwhile@booker.example";
	await book(pool, { at: slotStart(900), email });
	await book(pool, { at: slotStart(901), email });
	await pass("1 hour");
	const [first, second] = toBookers(await take());
	await admin.query("select app.erase_booker($1, null, true)", [email]);
	const bounced = (await take()).find(({ recipient }) => recipient === "teacher");
	await call(pool, "bounce_mail", bounced?.id, false, "5.1.1");
	await call(pool, "mark_mail", first?.id, `550 no such user <${email}>`);
	await call(pool, "mark_mail", second?.id, null);
	await call(pool, "mark_mail", bounced?.id, "451 later");
	const found = async (id: string | undefined) =>
		(
			await admin.query(
				"select sent_at is not null as sent, failed_at is not null as failed, error from app.mails where id = $1",
				[id],
			)
		).rows[0];
	expect(await found(first?.id)).toEqual({ sent: false, failed: true, error: "erased meanwhile" });
	expect(await found(second?.id)).toEqual({ sent: true, failed: false, error: null });
	expect(await found(bounced?.id)).toMatchObject({ failed: true, error: "5.1.1" });
	await forget();
});
