import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { call, cancel } from "../support/verbs.ts";
import { statesOf, sweep, waitOf } from "../support/waiting.ts";
import { waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 4 });
afterAll(() => pool.end());

async function newDesk() {
	const desk = await waitingDesk(admin, pool);
	return {
		...desk,
		wish: async (email: string) => call(pool, "get_wait", (await waitOf(admin, email)).id, 1),
		sent: () => admin.query("update app.mails set sent_at = now() where sent_at is null"),
	};
}

test("a closed list promises no place, and who waited keeps theirs for when it is open again", async () => {
	for (const [close, open] of [
		["waitlist = false", "waitlist = true"],
		["retired_at = now()", "retired_at = null"],
	] as const) {
		const { teacher, ann, ben, standing, wait, wish, change } = await newDesk();
		await wait(ann);
		await wait(ben);
		expect(await wish(ben)).toMatchObject({ is_closed: false, place: 2 });
		await change(close);
		expect(await wish(ben)).toMatchObject({ is_closed: true, state: "waiting", place: null });
		await cancel(pool, standing);
		await sweep(pool, teacher);
		expect(await statesOf(admin, [ann, ben])).toEqual(["waiting", "waiting"]);
		await change(open);
		expect(await wish(ben)).toMatchObject({ is_closed: false, place: 2 });
		await sweep(pool, teacher);
		expect(await statesOf(admin, [ann, ben])).toEqual(["offered", "waiting"]);
	}
});

test("each who waits is told that it was closed, not at once, and once more when it is open again", async () => {
	const { ann, ben, wait, change, sent, mailsTo } = await newDesk();
	await wait(ann);
	await wait(ben);
	await call(pool, "leave_waitlist", (await waitOf(admin, ben)).id, 1);
	await sent();
	await change("waitlist = false");
	// What was a slip tells nobody twice.
	await change("waitlist = true");
	await change("waitlist = false");
	const mails = await mailsTo(ann);
	expect(mails.map(({ kind }) => kind)).toEqual(["waiting", "waiting"]);
	expect(mails[1].due_at.getTime()).toBeGreaterThan(Date.now() + 9 * 60_000);
	expect(await mailsTo(ben)).toHaveLength(1);
	await sent();
	// Of what has nothing to do with it, nobody hears.
	await change("name = 'Lesson two', booker_cap = 3");
	expect(await mailsTo(ann)).toHaveLength(2);
	await change("waitlist = true");
	expect(await mailsTo(ann)).toHaveLength(3);
});

test("whether there is any list is known from whoever has looked: null, where none can be waited on", async () => {
	const { teacher, change } = await newDesk();
	const offered = () => call(pool, "offer_seats", teacher);
	expect(await offered()).toBe(false);
	await change("waitlist = false");
	expect(await offered()).toBe(null);
	await change("waitlist = true, retired_at = now()");
	expect(await offered()).toBe(null);
});
