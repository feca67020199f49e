import { expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import {
	bookWith,
	holdWith,
	lapse,
	type Opening,
	opened,
	seedOffice,
	statusOf,
	steer,
	step,
	takePass,
} from "../support/openings.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { type Booked, call, cancel, codeOf } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const well = { answered: 1000, slow: 0, failed: 0 };

/** How many were called so far. */
async function called({ id }: Opening): Promise<number> {
	const { rows } = await admin.query(
		"select count(*)::integer as called from app.tickets where opening_id = $1 and offered_at is not null",
		[id],
	);
	return rows[0].called;
}
async function paceOf({ id }: Opening): Promise<{ pace: number; why: string }> {
	const { rows } = await admin.query("select pace, why from app.opening_paces where opening_id = $1", [id]);
	return rows[0];
}
/** Those whose turn it is and who have no pass yet, in their order. */
async function next({ id }: Opening): Promise<{ ticket_id: string }[]> {
	const { rows } = await admin.query(
		"select id as ticket_id from app.tickets where opening_id = $1 and offered_at is not null and admitted_at is null order by rank",
		[id],
	);
	return rows;
}

test("while all is well and people wait, it grows by a twentieth a second, and calls as many as it says", async () => {
	const office = await seedOffice(admin, "grows", ["grows"]);
	const { opening } = await opened(admin, office, { families: 120, pace: 20 });
	expect(await called(opening)).toBe(21);
	expect((await paceOf(opening)).pace).toBeCloseTo(21.1, 3);
	await step(admin, opening, { pulse: well });
	expect((await paceOf(opening)).pace).toBeCloseTo(22.255, 3);
	expect(await called(opening)).toBe(43);
});

test("failing answers halve it and call nobody, once in five seconds", async () => {
	const office = await seedOffice(admin, "fails", ["fails"]);
	const { opening } = await opened(admin, office, { families: 60, pace: 20 });
	const before = await called(opening);
	const failing = { answered: 1000, slow: 0, failed: 20 };
	await step(admin, opening, { pulse: failing, pace: 40 });
	expect(await paceOf(opening)).toEqual({ pace: 20, why: "failing" });
	await step(admin, opening, { pulse: failing });
	expect(await paceOf(opening)).toEqual({ pace: 20, why: "failing" });
	expect(await called(opening)).toBe(before);
	await admin.query("update app.opening_paces set eased_at = now() - interval '6 seconds'");
	await step(admin, opening, { pulse: failing });
	expect(await paceOf(opening)).toEqual({ pace: 10, why: "failing" });
	await admin.query("update app.opening_paces set eased_at = now() - interval '6 seconds'");
	await step(admin, opening, { pulse: well, pace: 10 });
	expect(await called(opening)).toBe(before + 10);
});

test("slow answers take a quarter of it, and the rest go on being called", async () => {
	const office = await seedOffice(admin, "slows", ["slows"]);
	const { opening } = await opened(admin, office, { families: 60, pace: 1 });
	const slow = { answered: 1000, slow: 60, failed: 0 };
	await step(admin, opening, { pulse: slow, pace: 20 });
	expect(await paceOf(opening)).toEqual({ pace: 15, why: "slow" });
	expect(await called(opening)).toBe(16);
	// And it waits to feel that before it grows again.
	await step(admin, opening, { pulse: well });
	expect((await paceOf(opening)).pace).toBe(15);
	// One failure, or few slow ones, are no reason.
	await admin.query("update app.opening_paces set eased_at = null");
	await step(admin, opening, { pulse: { answered: 1000, slow: 40, failed: 9 } });
	expect((await paceOf(opening)).pace).toBeGreaterThan(15);
});

test("it does not grow while it is not what holds people back", async () => {
	const office = await seedOffice(admin, "idle", ["idle"]);
	const { opening } = await opened(admin, office, { families: 3, pace: 20 });
	for (const _ of "12345") await step(admin, opening, { pulse: well });
	expect((await paceOf(opening)).pace).toBe(20);
	expect(await called(opening)).toBe(3);
});

test("a limit that staff set is never passed", async () => {
	const office = await seedOffice(admin, "limit", ["limit"]);
	const { opening } = await opened(admin, office, { families: 60, pace: 5 });
	const before = await called(opening);
	await steer(admin, office, opening, "slow", 3);
	for (const _ of "1234") await step(admin, opening, { pulse: well });
	expect(await called(opening)).toBe(before + 12);
	expect(await paceOf(opening)).toEqual({ pace: 3, why: "as fast as allowed" });
});

test("while it is paused nobody is called, those inside go on, and the time is not made up for", async () => {
	const office = await seedOffice(admin, "paused", ["paused"]);
	const { opening } = await opened(admin, office, { families: 60, pace: 5 });
	const [first = never()] = await next(opening);
	await steer(admin, office, opening, "pause");
	const before = await called(opening);
	for (const _ of "123") expect((await step(admin, opening, { pulse: well })).state).toBe("paused");
	expect(await called(opening)).toBe(before);
	await takePass(admin, first);
	expect(await codeOf(bookWith(admin, { teacher: "paused", at: slotStart(0), ticket: first }))).toBe("ok");
	await steer(admin, office, opening, "resume");
	await step(admin, opening, { pulse: well, pace: 5 });
	expect(await called(opening)).toBe(before + 5);
});

test("no more are called than there are seats, a tenth above for those who do not come", async () => {
	const office = await seedOffice(admin, "few", ["few"], { halfHours: 10 });
	const { opening } = await opened(admin, office, { families: 60, pace: 50 });
	expect(await called(opening)).toBe(11);
	await step(admin, opening, { pulse: well });
	expect(await called(opening)).toBe(11);
	expect((await paceOf(opening)).why).toBe("seats are few");
	// Who was called and did not come within a minute is not waited for, and may still come.
	const [absent = never()] = await next(opening);
	await admin.query("update app.tickets set offered_at = now() - interval '61 seconds' where id = $1", [
		absent.ticket_id,
	]);
	await step(admin, opening, { pulse: well });
	expect(await called(opening)).toBe(12);
	expect(await codeOf(takePass(admin, absent))).toBe("ok");
});

test("who cancelled may book again, and no seat waits for them", async () => {
	const office = await seedOffice(admin, "cancels", ["cancels"], { halfHours: 4 });
	const { opening } = await opened(admin, office, { families: 20, pace: 50 });
	const first = await next(opening);
	expect(first).toHaveLength(5);
	for (const ticket of first) await takePass(admin, ticket);
	const [one = never(), two = never()] = first;
	const at = (n: number) => ({ teacher: "cancels", at: slotStart(n) });
	// One who let a hold go is still choosing.
	const held = await holdWith(admin, { ...at(0), ticket: two });
	await call(admin, "release_hold", held.booking_id, 1);
	await step(admin, opening, { pulse: well });
	expect(await called(opening)).toBe(5);
	await cancel(admin, await bookWith(admin, { ...at(0), ticket: one }));
	await step(admin, opening, { pulse: well });
	expect(await called(opening)).toBe(6);
	expect(await codeOf(bookWith(admin, { ...at(0), ticket: one }))).toBe("ok");
});

test("it says all_held and sold_out as it is, calls nobody then, and opens again when a seat comes back", async () => {
	const office = await seedOffice(admin, "sold", ["sold"], { halfHours: 2 });
	const { opening } = await opened(admin, office, { families: 30, pace: 50 });
	const [one = never(), two = never(), three = never()] = await next(opening);
	const state = async () => {
		const { state: said, free_seats: free } = await step(admin, opening, { pulse: well });
		return [said, free];
	};
	for (const ticket of [one, two, three]) await takePass(admin, ticket);
	const at = (n: number) => ({ teacher: "sold", at: slotStart(n) });
	const booked: Booked = await bookWith(admin, { ...at(0), ticket: one });
	expect(await state()).toEqual(["open", 1]);
	const held = await holdWith(admin, { ...at(1), ticket: two });
	const before = await called(opening);
	expect(await state()).toEqual(["all_held", 0]);
	expect(await codeOf(bookWith(admin, { ...at(1), ticket: three }))).toBe("TAKEN");
	await call(admin, "confirm_hold", crypto.randomUUID(), held.booking_id, 1, "N", "n@home.example", "UTC");
	expect(await state()).toEqual(["sold_out", 0]);
	expect((await paceOf(opening)).why).toBe("no free seats");
	expect(await called(opening)).toBe(before);
	await cancel(admin, booked);
	expect(await state()).toEqual(["open", 1]);
	expect(await codeOf(bookWith(admin, { ...at(0), ticket: three }))).toBe("ok");
	expect(await state()).toEqual(["sold_out", 0]);
});

test("seats of holds that ran out are free again", async () => {
	const office = await seedOffice(admin, "back", ["back"], { halfHours: 1 });
	const { opening } = await opened(admin, office, { families: 5, pace: 50 });
	const [one = never(), two = never()] = await next(opening);
	await takePass(admin, one);
	await takePass(admin, two);
	const held = await holdWith(admin, { teacher: "back", at: slotStart(0), ticket: one });
	expect((await step(admin, opening)).state).toBe("all_held");
	await lapse(admin, held);
	await admin.query(
		"update app.appointments set held_until = now() - interval '1 second' where held_until is not null",
	);
	expect(await step(admin, opening)).toMatchObject({ state: "open", free_seats: 1 });
	expect(await codeOf(holdWith(admin, { teacher: "back", at: slotStart(0), ticket: two }))).toBe("ok");
});

test("who asks within the same second is told what stands, and nothing moves", async () => {
	const office = await seedOffice(admin, "second", ["second"]);
	const { opening } = await opened(admin, office, { families: 60, pace: 5 });
	const before = await called(opening);
	const told = await statusOf(admin, opening);
	for (const _ of "12345") expect((await statusOf(admin, opening)).groups).toMatchObject(served(told));
	expect(await called(opening)).toBe(before);
});

test("an opening without a waiting room has no pace, and calls nobody", async () => {
	const office = await seedOffice(admin, "roomless", ["roomless"]);
	const { opening } = await opened(admin, office, { families: 2, waiting_room: false });
	expect(await step(admin, opening)).toMatchObject({
		state: "open",
		groups: [{ seed: null, served_below: 0 }],
	});
	expect(await called(opening)).toBe(0);
});

test("a limit that staff take away is gone, and one that is no pace at all is the slowest there is", async () => {
	const office = await seedOffice(admin, "lifted", ["lifted"]);
	const { opening } = await opened(admin, office, { families: 60, pace: 5 });
	expect(await steer(admin, office, opening, "slow", 3)).toMatchObject({ pace_most: 3 });
	expect(await steer(admin, office, opening, "slow")).toMatchObject({ pace_most: 500 });
	await step(admin, opening, { pulse: well });
	expect((await paceOf(opening)).pace).toBeGreaterThan(3);
	expect(await steer(admin, office, opening, "slow", -1)).toMatchObject({ pace_most: 0.1 });
	expect(await steer(admin, office, opening, "slow", 9_000)).toMatchObject({ pace_most: 500 });
});

test("it grows as well where it is asked for more often than once a second", async () => {
	const office = await seedOffice(admin, "often", ["often"]);
	const { opening } = await opened(admin, office, { families: 200, pace: 20 });
	const sooner = () =>
		admin.query(
			"update app.opening_paces set paced_at = now() - interval '901 milliseconds' where opening_id = $1",
			[opening.id],
		);
	for (const _ of "1234") {
		await sooner();
		await statusOf(admin, opening, well);
		expect((await paceOf(opening)).why).toBe("steady");
	}
	expect((await paceOf(opening)).pace).toBeGreaterThan(25);
});

test("nothing of all this breaks a law", async () => {
	expect(await brokenLaws(admin)).toEqual([]);
});

const served = ({ groups }: { groups: { served_below: number; tail_served: number }[] }) =>
	groups.map(({ served_below, tail_served }) => ({ served_below, tail_served }));

function never(): never {
	throw new Error("there is one");
}

test("who came in and only asks for more time keeps nobody waiting after three minutes", async () => {
	const office = await seedOffice(admin, "idles", ["idles"], { halfHours: 6 });
	const { opening } = await opened(admin, office, { families: 20, pace: 20 });
	const first = await next(opening);
	expect(first).toHaveLength(7);
	for (const ticket of first) await takePass(admin, ticket);
	await step(admin, opening, { pulse: well, pace: 20 });
	expect(await called(opening)).toBe(7);
	// They come in, and later ask for more time.
	await admin.query(
		"update app.tickets set offered_at = now() - interval '4 minutes', admitted_at = now() - interval '4 minutes' where opening_id = $1 and offered_at is not null",
		[opening.id],
	);
	for (const ticket of first) await takePass(admin, ticket);
	await step(admin, opening, { pulse: well, pace: 20 });
	expect(await called(opening)).toBe(14);
});

test("seats that take long to count are counted in parts, and nothing is sold out before all were looked at", async () => {
	const handles = ["part-a", "part-b", "part-c"];
	const office = await seedOffice(admin, "parts", handles, { halfHours: 4 });
	const { opening } = await opened(admin, office, { families: 2, pace: 1 });
	expect((await statusOf(admin, opening)).free_seats).toBe(12);
	const { rows } = await admin.query<{ id: string; handle: string }>(
		"select id, handle from app.teachers where handle = any($1) order by id",
		[handles],
	);
	// As if a step had come as far as the first of them, and had found nothing there.
	await admin.query(
		"update app.opening_paces set counted_to = $2, free_by_teacher = '{}', free_seats = 1, count_at = null where opening_id = $1",
		[opening.id, rows[0]?.id],
	);
	await step(admin, opening);
	const { rows: after } = await admin.query(
		"select free_seats, counted_to, free_by_teacher from app.opening_paces where opening_id = $1",
		[opening.id],
	);
	expect(after[0]).toEqual({
		free_seats: 8,
		counted_to: null,
		free_by_teacher: Object.fromEntries(rows.slice(1).map(({ handle }) => [handle, 4])),
	});
	await step(admin, opening);
	expect((await statusOf(admin, opening)).free_seats).toBe(12);
});

test("seats of who has left are counted no more, though a count that was on its way wrote them down again", async () => {
	const office = await seedOffice(admin, "gone", ["gone-a", "gone-b"], { halfHours: 2 });
	const { opening } = await opened(admin, office, { families: 1 });
	const counted = async () => {
		const { rows } = await admin.query(
			"select free_seats, free_by_teacher from app.opening_paces where opening_id = $1",
			[opening.id],
		);
		return rows[0];
	};
	const before = await counted();
	expect(Object.keys(before.free_by_teacher).sort()).toEqual(["gone-a", "gone-b"]);
	await call(admin, "erase_teacher", office.staff, "gone-b");
	await admin.query("update app.opening_paces set free_by_teacher = $2 where opening_id = $1", [
		opening.id,
		before.free_by_teacher,
	]);
	await step(admin, opening);
	expect(await counted()).toEqual({
		free_seats: before.free_by_teacher["gone-a"],
		free_by_teacher: { "gone-a": before.free_by_teacher["gone-a"] },
	});
});
