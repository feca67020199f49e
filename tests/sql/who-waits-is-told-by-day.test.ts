import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { cancelAsTeacher } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf } from "../support/verbs.ts";
import { asleep, lapse, mailsTaken, sweep, waitOf } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 8 });
afterAll(() => pool.end());
const newDesk = (type = {}) => waitingDesk(admin, pool, type);

test("at night it is theirs, and begins in the morning: the mail waits, and so do its two hours", async () => {
	const { ann, standing, wait, mailsTo } = await newDesk();
	await wait(ann, { at, zone: asleep });
	await cancel(pool, standing);
	const { held_until } = await waitOf(admin, ann);
	const [, offered] = await mailsTo(ann);
	expect(offered.due_at.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
	expect(Date.parse(held_until ?? "") - offered.due_at.getTime()).toBe(7_200_000);
});

test("a mail that waits for the morning keeps nobody's other mails waiting", async () => {
	const { teacher, ann, standing, wait } = await newDesk();
	await wait(ann, { at, zone: asleep });
	await cancel(pool, standing);
	await book(pool, { teacher, at: slotStart(7), email: ann });
	const { rows } = await admin.query(
		"select due_at from app.mails join app.bookings b on b.id = booking_id where b.email = $1 and recipient = 'booker'",
		[ann],
	);
	expect(rows[0].due_at.getTime()).toBeLessThan(Date.now() + 180_000);
});

test("an offer that was declined or has lapsed is told nobody, nor that one waits who has left", async () => {
	const { teacher, ann, ben, cem, standing, wait, decline, mailsTo } = await newDesk();
	const take = async () => {
		await admin.query("update app.mails set due_at = now() where sent_at is null");
		const mails = await call<{ kind: string; wait: { email: string; state: string } | null }[]>(
			pool,
			"take_mails",
			1000,
			60,
			true,
		);
		return mails.flatMap(({ kind, wait }) =>
			wait?.email.includes(teacher) ? [[kind, wait.email, wait.state]] : [],
		);
	};
	await wait(ann);
	await wait(ben);
	expect(await take()).toEqual([
		["waiting", ann, "waiting"],
		["waiting", ben, "waiting"],
	]);
	await cancel(pool, standing);
	await decline(ann);
	await wait(cem);
	await call(pool, "leave_waitlist", (await waitOf(admin, cem)).id, 1);
	expect((await take()).filter(([kind]) => kind === "offered")).toEqual([["offered", ben, "offered"]]);
	expect((await mailsTo(cem))[0]?.failed_at).not.toBeNull();
	await lapse(admin, ben);
	expect(await take()).toEqual([]);
});

test("a mail tells of the offer that it was made for: what was taken back and is offered anew is told once", async () => {
	const { teacher, user, ann, standing, wait, mailsTo } = await newDesk();
	await wait(ann, { at, zone: asleep });
	await cancel(pool, standing);
	await cancelAsTeacher(pool, { user, from: at, until: slotStart(1) });
	await sweep(pool, teacher);
	expect((await waitOf(admin, ann)).state).toBe("offered");
	expect((await mailsTo(ann)).filter(({ kind }) => kind === "offered")).toHaveLength(2);
	expect(await mailsTaken(admin, pool, ann)).toEqual(["offered"]);
});

test("an address has five wishes for a type, and its mails take their turn", async () => {
	const { teacher, ann, ben, wait, mailsTo } = await newDesk();
	for (let n = 1; n < 6; n++) await book(pool, { teacher, at: slotStart(n) });
	const said = [];
	for (let n = 0; n < 6; n++) said.push(await codeOf(wait(ann, { at: slotStart(n) })));
	expect(said).toEqual(["ok", "ok", "ok", "ok", "ok", "LIMIT"]);
	const due = (await mailsTo(ann)).map(({ due_at }) => due_at.getTime());
	expect(due.slice(1).every((time, i) => time - (due[i] ?? 0) >= 60_000)).toBe(true);
	for (let n = 0; n < 30; n++) {
		await admin.query(
			"insert into app.mails (wait_id, kind, recipient, addressee, planned_at) select id, 'waiting', 'booker', md5($1)::uuid, now() + interval '30 minutes' from app.waits where email = $2 limit 1",
			[ben, ann],
		);
	}
	expect(await codeOf(wait(ben))).toBe("SLOWD");
});
