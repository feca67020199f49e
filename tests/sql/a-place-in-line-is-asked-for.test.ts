import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { call, cancel, codeOf } from "../support/verbs.ts";
import { join, waitOf } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 8 });
afterAll(() => pool.end());
const newDesk = (type = {}) => waitingDesk(admin, pool, type);

test("who waits says which: FREE0 where one is free, GONE0 where none is offered, NTFND where nobody can wait", async () => {
	const { ann, wait, change } = await newDesk();
	expect(await codeOf(wait(ann, { at: slotStart(2) }))).toBe("FREE0");
	expect(await codeOf(wait(ann, { day: at.slice(0, 10) }))).toBe("FREE0");
	expect(await codeOf(wait(ann, {}))).toBe("FREE0");
	expect(await codeOf(wait(ann, { at: at.replace(":00:00", ":07:00") }))).toBe("GONE0");
	expect(await codeOf(wait(ann, { day: "2020-01-01" }))).toBe("GONE0");
	expect(await codeOf(wait(ann, { at: slotStart(48 * 400) }))).toBe("CLOSD");
	await change("notice_minutes = 20160");
	expect(await codeOf(wait(ann))).toBe("LATE0");
	await change("notice_minutes = 0, waitlist = false");
	expect(await codeOf(wait(ann))).toBe("NTFND");
});

test("the same wish is the same place and one mail, the same key the same answer, and another body is refused", async () => {
	const { teacher, ann, ben, wait, mailsTo } = await newDesk();
	await wait(ben);
	const key = randomUUID();
	const wish = { key, teacher, at, email: ann };
	expect(await join(pool, wish)).toEqual({ place: 2 });
	expect(await join(pool, wish)).toEqual({ place: 2 });
	expect(await join(pool, { ...wish, key: randomUUID() })).toEqual({ place: 2 });
	expect(await codeOf(join(pool, { ...wish, name: "Another" }))).toBe("REUSE");
	expect(await mailsTo(ann)).toHaveLength(1);
	const { rows } = await admin.query("select count(*)::integer from app.waits where email = $1", [ann]);
	expect(rows).toEqual([{ count: 1 }]);
});

test("a teacher sees who waits with them, and takes off whom they will; another teacher does neither", async () => {
	const { user, ann, ben, standing, wait } = await newDesk();
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	const list = () => call<{ id: string; email: string; state: string }[]>(pool, "list_waits", user);
	expect((await list()).map(({ email, state }) => [email, state])).toEqual([
		[ann, "offered"],
		[ben, "waiting"],
	]);
	const other = await seedDesk(admin, { types: [{}] });
	const { id } = await waitOf(admin, ann);
	expect(await call(pool, "list_waits", other.user)).toEqual([]);
	expect(await codeOf(call(pool, "drop_wait", other.user, id))).toBe("NTFND");
	await call(pool, "drop_wait", user, id);
	expect((await list()).map(({ email, state }) => [email, state])).toEqual([[ben, "offered"]]);
});

test("whose mail came back is marked on their teacher's list, and nobody else is", async () => {
	const { user, ann, ben, wait } = await newDesk();
	await wait(ann);
	await wait(ben);
	const unreached = async () =>
		(await call<{ email: string; is_unreached: boolean }[]>(pool, "list_waits", user)).map(
			({ email, is_unreached }) => [email, is_unreached],
		);
	expect(await unreached()).toEqual([
		[ann, false],
		[ben, false],
	]);
	const { rows } = await admin.query(
		"select mail.id from app.mails mail join app.waits wait on wait.id = mail.wait_id where wait.email = $1",
		[ben],
	);
	await call(pool, "bounce_mail", rows[0].id, true, "RCPT TO 550 5.1.1");
	expect(await unreached()).toEqual([
		[ann, false],
		[ben, true],
	]);
	await admin.query(
		"update app.mails set attempts = 8, failed_at = now() where wait_id = (select id from app.waits where email = $1)",
		[ann],
	);
	expect(await unreached()).toEqual([
		[ann, true],
		[ben, true],
	]);
});

test("what is full is listed for who would wait, and what nobody can wait for is not", async () => {
	const { teacher, change } = await newDesk();
	const full = () => call<{ starts: string[] }>(pool, "list_full", teacher, "lesson", at, slotStart(4));
	expect((await full()).starts.map((start) => new Date(start).toISOString())).toEqual([at]);
	await change("waitlist = false");
	expect(await full()).toEqual({ starts: [] });
});
