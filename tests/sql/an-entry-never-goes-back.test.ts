import { createHash, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { seedDesk } from "../support/desk.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, move } from "../support/verbs.ts";

const { admin } = await ownDatabase();
type Entry = { starts_at: string; sequence: number; changed_at: string; bookings: { moves: number }[] };

/** A teacher, and the entry of one start in the calendar that they gave out. */
async function newCalendar(type = {}) {
	const { teacher, user } = await seedDesk(admin, { types: [{ seats: 4, cutoff_minutes: 0, ...type }] });
	const hash = createHash("sha256").update(randomUUID()).digest("hex");
	await call(admin, "share_desk", user, hash);
	const entries = async () =>
		(await call<{ appointments: Entry[] }>(admin, "read_shared", hash)).appointments;
	return {
		...{ teacher, entries },
		async entry(at = slotStart(0)): Promise<Entry> {
			const found = (await entries()).find(({ starts_at }) => Date.parse(starts_at) === Date.parse(at));
			expect(found).toBeDefined();
			return found as Entry;
		},
	};
}

test("of a class, neither its number nor its stamp falls when somebody cancels or moves away who had moved", async () => {
	const { teacher, entry } = await newCalendar();
	await book(admin, { teacher, at: slotStart(0) });
	const two = [];
	for (const n of [1, 2]) {
		const moved = await book(admin, { teacher, at: slotStart(n) });
		await move(admin, moved, slotStart(n + 4));
		await move(admin, moved, slotStart(0));
		two.push(moved);
	}
	const said = [await entry()];
	await cancel(admin, two[0] as (typeof two)[number]);
	said.push(await entry());
	await move(admin, two[1] as (typeof two)[number], slotStart(9));
	said.push(await entry());
	expect(said.map(({ bookings }) => bookings.length)).toEqual([3, 2, 1]);
	expect(said.map(({ sequence }) => sequence)).toEqual([2, 2, 2]);
	const stamps = said.map(({ changed_at }) => Date.parse(changed_at));
	expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
	expect(new Set(stamps).size).toBe(3);
});

test("where it gets another time with its teacher's zone, its number rises, whoever left it before", async () => {
	const { teacher, entries } = await newCalendar();
	await book(admin, { teacher, at: slotStart(0) });
	const moved = await book(admin, { teacher, at: slotStart(1) });
	await move(admin, moved, slotStart(2));
	await move(admin, moved, slotStart(0));
	await move(admin, moved, slotStart(9));
	const numbers = async () => (await entries()).map(({ sequence }) => sequence);
	expect(await numbers()).toEqual([2, 3]);
	await admin.query(
		"select app.move_bookings(teacher, 'Asia/Kathmandu') from app.teachers teacher where handle = $1",
		[teacher],
	);
	expect(await numbers()).toEqual([3, 4]);
});

test("what moves is stamped when it moved, with its teacher and its booker", async () => {
	const { teacher, entry } = await newCalendar({ seats: 1 });
	const booked = await book(admin, { teacher, at: slotStart(0) });
	await admin.query(
		"update app.bookings set confirmed_at = now() - interval '1 hour', created_at = now() - interval '1 hour' where id = $1",
		[booked.booking_id],
	);
	const before = Date.parse((await entry()).changed_at);
	await move(admin, booked, slotStart(3));
	expect(Date.parse((await entry(slotStart(3))).changed_at) - before).toBeGreaterThan(3_500_000);
});
