import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call } from "../support/verbs.ts";

const { admin } = await ownDatabase();
let teacher = "";
let user = "";
let feed = "";
beforeEach(async () => {
	await admin.query("delete from app.busy_feeds");
	({ teacher, user } = await seedDesk(admin));
	feed = randomUUID();
	await call(admin, "save_feed", user, feed, 0, "Choir", "sealed");
});

async function claim(): Promise<string> {
	await admin.query("update app.busy_feeds set due_at = now() where id = $1", [feed]);
	const [taken] = await call<{ claim: string }[]>(admin, "take_feeds", 10, 60);
	return taken?.claim ?? "";
}
const fail = async () => call(admin, "fail_feed", feed, await claim(), "It does not answer.");
const settle = async (...spans: [from: number, until: number][]) => {
	const times = spans.map(([from, until]) => ({ from: slotStart(from), until: slotStart(until) }));
	await call(admin, "settle_feed", feed, await claim(), JSON.stringify(times), "UTC", null, null, null, true);
};
const told = async () => {
	const desk = await call<{ broken_feeds: number; outside: number }>(admin, "open_desk", user);
	return [desk.broken_feeds, desk.outside];
};
const unreadSince = async () => {
	const days = [slotStart(0).slice(0, 10), slotStart(48).slice(0, 10)];
	const { busy } = await call<{ busy: { feed: string; unread_since: string | null }[] }>(
		admin,
		"open_calendar",
		user,
		...days,
	);
	return busy.map((each) => each.unread_since && Date.parse(each.unread_since));
};

test("a calendar that could not be read twice in a row is told of by the desk, until it is read again", async () => {
	await settle([2, 4]);
	expect([await told(), await unreadSince()]).toEqual([[0, 0], [null]]);
	const { rows } = await admin.query("select read_at from app.busy_feeds where id = $1", [feed]);
	await fail();
	// That is mended by the next try, more often than not.
	expect([await told(), await unreadSince()]).toEqual([[0, 0], [null]]);
	await fail();
	expect([await told(), await unreadSince()]).toEqual([[1, 0], [rows[0].read_at.getTime()]]);
	await fail();
	await settle([2, 4]);
	expect([await told(), await unreadSince()]).toEqual([[0, 0], [null]]);
});

test("one that was never read is broken as well, and is no other teacher's", async () => {
	const other = await seedDesk(admin);
	await fail();
	await fail();
	expect(await told()).toEqual([1, 0]);
	expect(await call(admin, "open_desk", other.user)).toMatchObject({ broken_feeds: 0, outside: 0 });
});

test("what it leaves outside when it is read at night the desk tells by day, until it is settled", async () => {
	const booked = await book(admin, { teacher, at: slotStart(3) });
	await book(admin, { teacher, at: slotStart(8) });
	expect(await told()).toEqual([0, 0]);
	await settle([2, 4]);
	expect(await told()).toEqual([0, 1]);
	await call(admin, "keep_bookings", user, [booked.booking_id]);
	expect(await told()).toEqual([0, 0]);
});
