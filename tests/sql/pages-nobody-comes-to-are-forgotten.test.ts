import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { begin } from "../support/desk.ts";
import { seedOffice } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, codeOf } from "../support/verbs.ts";
import { join } from "../support/waiting.ts";

const { admin, adminUrl } = await ownDatabase();
const other = new pg.Client(adminUrl);
await other.connect();
afterAll(() => other.end());
await seedOffice(admin, "ours", ["ours-ada"]);
const { staff } = await seedOffice(admin, "theirs", ["theirs-bob"]);
await admin.query("update app.appointment_types set waitlist = true");

type Key = [id: string, version: number];
const newEmail = () => `${randomUUID()}@home.example`;
const forgotten = async () => (await call<{ pages: number }>(admin, "retain", 50)).pages;
const isThere = async (email: string) =>
	(await admin.query("select from app.bookers where email = $1", [email])).rowCount === 1;
/** Asks for the page of an address, so many days ago, and gives what its link is made of. */
async function asked(email: string, days = 0): Promise<Key> {
	await call(admin, "ask_mine", email);
	const { rows } = await admin.query(
		"update app.bookers set asked_at = now() - make_interval(days => $2) where email = $1 returning id, version",
		[email, days],
	);
	return [rows[0].id, rows[0].version];
}
let nth = 0;
const booked = (email: string) => book(admin, { teacher: "ours-ada", at: slotStart(nth++), email });
const subscribe = (key: Key) => call(admin, "share_mine", ...key, randomUUID().replaceAll("-", "").repeat(2));

test("an address that asked once is forgotten after ninety days, whatever is booked: who comes again asks again", async () => {
	const [recent, old, again] = [newEmail(), newEmail(), newEmail()];
	for (const email of [recent, old, again]) await booked(email);
	await asked(recent, 89);
	const before = await asked(old, 91);
	await asked(again, 91);
	await call(admin, "ask_mine", again);
	expect(await forgotten()).toBe(1);
	expect([await isThere(recent), await isThere(old), await isThere(again)]).toEqual([true, false, true]);
	expect(await codeOf(call(admin, "list_mine", ...before, false, null, null, 50))).toBe("NTFND");
	const key = await asked(old);
	const page = await call<{ bookings: object[] }>(admin, "list_mine", ...key, false, null, null, 50);
	expect(page.bookings).toHaveLength(1);
});

test("a calendar that somebody subscribes to stays until nothing is kept under its address", async () => {
	const email = newEmail();
	const { booking_id } = await booked(email);
	await subscribe(await asked(email, 500));
	expect(await forgotten()).toBe(0);
	// The booking is forgotten first, and then the calendar in which nothing is.
	await begin(admin, booking_id, 401 * 1440);
	await forgotten();
	await forgotten();
	expect(await isThere(email)).toBe(false);
	const { rows } = await admin.query(
		"select from app.shared_calendars shared where not exists (select from app.bookers where id = shared.booker_id)",
	);
	expect(rows).toEqual([]);
});

test("so does that of who waits, or was invited", async () => {
	const [waits, invited] = [newEmail(), newEmail()];
	const { rows } = await admin.query("select app.is_named($1) as named", [waits]);
	expect(rows).toEqual([{ named: false }]);
	const standing = await booked(newEmail());
	await join(admin, { teacher: "ours-ada", at: standing.starts_at, email: waits });
	await subscribe(await asked(waits, 500));
	await admin.query(
		`with opening as (
			insert into app.openings (school_id, name, audience, waiting_room, bookings_each, joins_at, opens_at)
			select id, 'Evening', 'invited', false, 1, now(), now() + interval '1 day' from app.schools where handle = 'ours' returning id
		), own as (insert into app.opening_groups (opening_id, position, name, opens_at)
			select id, 0, 'All', now() + interval '1 day' from opening returning id, opening_id)
		insert into app.invitations (opening_id, group_id, email) select opening_id, id, $1 from own`,
		[invited],
	);
	await admin.query(
		`with page as (insert into app.bookers (email, asked_at) values ($1, now() - interval '500 days') returning id)
		insert into app.shared_calendars (booker_id, secret_hash) select id, sha256(id::text::bytea) from page`,
		[invited],
	);
	expect(await forgotten()).toBe(0);
	expect([await isThere(waits), await isThere(invited)]).toEqual([true, true]);
});

test("whom somebody is busy with is looked at the next time, and nobody waits for them", async () => {
	const email = newEmail();
	await admin.query("insert into app.bookers (email, asked_at) values ($1, now() - interval '91 days')", [
		email,
	]);
	await other.query("begin");
	await other.query("select app.lock_booker($1)", [email]);
	expect(await forgotten()).toBe(0);
	await other.query("commit");
	expect(await forgotten()).toBe(1);
});

test("an office that erases somebody leaves the page of who waits at another school", async () => {
	const email = newEmail();
	await book(admin, { teacher: "theirs-bob", at: slotStart(0), email });
	const standing = await booked(newEmail());
	await join(admin, { teacher: "ours-ada", at: standing.starts_at, email });
	const key = await asked(email);
	await subscribe(key);
	expect(await call(admin, "erase_booker", staff, email)).toMatchObject({ erased: 1 });
	expect(await codeOf(call(admin, "list_mine", ...key, false, null, null, 50))).toBe("ok");
	const { rows } = await admin.query("select from app.shared_calendars where booker_id = $1", [key[0]]);
	expect(rows).toHaveLength(1);
	await call(admin, "erase_mine", ...key);
	expect(await isThere(email)).toBe(false);
});
