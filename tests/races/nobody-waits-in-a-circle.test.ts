import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { bookWith, opened, seedOffice, takePass } from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { type Booked, book, call, cancel, confirm, hold, outcomeOf } from "../support/verbs.ts";
import { waits } from "../support/waits.ts";

const { admin, adminUrl, serverUrl } = await ownDatabase();
const clients: pg.Client[] = [];
const connect = async (url: string) => {
	const client = new pg.Client(url);
	await client.connect();
	clients.push(client);
	return client;
};
const [first, second, third] = await Promise.all([adminUrl, serverUrl, serverUrl].map(connect));
afterAll(() => Promise.all(clients.map((client) => client.end())));

const lapse = (booking: Booked) =>
	admin.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [
		booking.booking_id,
	]);

const acts: Record<string, (on: pg.Client, held: Booked) => Promise<unknown>> = {
	extends: (on, held) => call(on, "extend_hold", held.booking_id, 1),
	confirms: (on, held) => confirm(on, held),
	releases: (on, held) => call(on, "release_hold", held.booking_id, 1),
};

test.each(Object.entries(acts))(
	"one who wants a full group's seat while the last one goes, and one who %s a hold on it that ran out, are both answered",
	async (name, act) => {
		await seedTeacher(admin, name, { types: [{ seats: 2 }] });
		const wish = { teacher: name, at: slotStart(0) };
		const held = await hold(second as pg.Client, wish);
		await lapse(held);
		// The last seat is taken and not yet committed; another who wants it waits; then the hold's own person acts.
		await first?.query("begin");
		await book(first as pg.Client, wish);
		const wanting = outcomeOf(book(second as pg.Client, wish));
		await waits(admin, second as pg.Client);
		const acting = outcomeOf(act(third as pg.Client, held));
		await waits(admin, third as pg.Client);
		await first?.query("commit");
		const outcomes = await Promise.all([wanting, acting]);
		expect(outcomes.filter((outcome) => !["ok", "TAKEN", "LAPSD"].includes(outcome))).toEqual([]);
		expect(outcomes).toContain("ok");
		expect(await brokenLaws(admin)).toEqual([]);
	},
);

test("of thirty holds that ran out on a group, thirty who want them at once get one each, and one more gets none", async () => {
	await seedTeacher(admin, "lapsed", { types: [{ seats: 30 }] });
	const wish = { teacher: "lapsed", at: slotStart(5) };
	for (let i = 0; i < 30; i++) await lapse(await hold(second as pg.Client, wish));
	const pool = new pg.Pool({ connectionString: serverUrl, max: 31 });
	const outcomes = await Promise.all(Array.from({ length: 31 }, () => outcomeOf(book(pool, wish))));
	await pool.end();
	expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(30);
	expect(outcomes.filter((outcome) => outcome === "TAKEN")).toHaveLength(1);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a booking and a hold of one group that end at once free its time once", async () => {
	await seedTeacher(admin, "both", { types: [{ seats: 2, cutoff_minutes: 0 }] });
	for (let round = 0; round < 20; round++) {
		const wish = { teacher: "both", at: slotStart(round) };
		const booked = await book(second as pg.Client, wish);
		const held = await hold(second as pg.Client, wish);
		await Promise.all([
			cancel(second as pg.Client, booked),
			call(third as pg.Client, "release_hold", held.booking_id, 1),
		]);
		expect(await outcomeOf(book(second as pg.Client, wish))).toBe("ok");
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a family that books while staff book for it is answered, and so are they", async () => {
	const office = await seedOffice(admin, "family", ["phoneless"]);
	const { opening, tickets, invitations } = await opened(admin, office, { families: 1 });
	const [ticket = { ticket_id: "" }] = tickets;
	await takePass(admin, ticket);
	const email = invitations[0]?.email ?? "";
	// Both are on their way: the family has its turn as a booker, and staff come for the same address.
	await first?.query("begin");
	await first?.query("select app.lock_booker($1)", [email]);
	const staff = outcomeOf(
		call(
			second as pg.Client,
			"book_for",
			office.staff,
			opening.id,
			crypto.randomUUID(),
			"phoneless",
			"lesson",
			slotStart(0),
			"N",
			email,
			"UTC",
		),
	);
	await waits(admin, second as pg.Client);
	const family = await outcomeOf(
		bookWith(first as pg.Client, { ticket, teacher: "phoneless", at: slotStart(1), email }),
	);
	await first?.query("commit");
	expect([family, await staff]).toEqual(["ok", "LIMIT"]);
	expect(await brokenLaws(admin)).toEqual([]);
});
