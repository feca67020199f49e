import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, call, cancel, codeOf, hold } from "../support/verbs.ts";
import { lapse, statesOf, sweep, waitOf } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 8 });
afterAll(() => pool.end());
const newDesk = (type = {}) => waitingDesk(admin, pool, type);

test("who says no passes it on at once, and with nobody left the seat is free", async () => {
	const { teacher, ann, ben, standing, wait, decline, free } = await newDesk();
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	await decline(ann);
	await decline(ann);
	expect(await statesOf(admin, [ann, ben])).toEqual(["declined", "offered"]);
	expect(await free()).toBe(0);
	await call(pool, "leave_waitlist", (await waitOf(admin, ben)).id, 1);
	expect(await statesOf(admin, [ann, ben])).toEqual(["declined", "left"]);
	expect(await free()).toBe(1);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("ok");
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a hold that is given up like any other was declined, too", async () => {
	const { ann, standing, wait, free } = await newDesk();
	await wait(ann);
	await cancel(pool, standing);
	await call(pool, "release_hold", (await waitOf(admin, ann)).booking_id, 1);
	expect(await statesOf(admin, [ann])).toEqual(["declined"]);
	expect(await free()).toBe(1);
});

test("who comes in the moment an offer lapses does not overtake who waits; where nobody does, it is theirs", async () => {
	const { teacher, ann, ben, standing, wait, taken, free } = await newDesk();
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	await lapse(admin, ann);
	expect(await free()).toBe(0);
	expect(await codeOf(taken(ann))).toBe("LAPSD");
	expect(await codeOf(book(pool, { teacher, at }))).toBe("TAKEN");
	expect(await codeOf(hold(pool, { teacher, at }))).toBe("TAKEN");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["lapsed", "offered"]);
	await lapse(admin, ben);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("ok");
	expect(await statesOf(admin, [ann, ben])).toEqual(["lapsed", "lapsed"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("a sweep passes on what has lapsed, and frees it where nobody is left", async () => {
	const { teacher, ann, ben, standing, wait, free } = await newDesk();
	await wait(ann);
	await wait(ben);
	await cancel(pool, standing);
	await lapse(admin, ann);
	expect(await call(pool, "list_waited", 10)).toContain(teacher);
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann, ben])).toEqual(["lapsed", "offered"]);
	await lapse(admin, ben);
	await sweep(pool, teacher);
	expect(await free()).toBe(1);
	expect(await call(pool, "list_waited", 10)).not.toContain(teacher);
});

test("a lapsed offer that nobody swept is shown as free after five minutes, and to be had", async () => {
	const { teacher, ann, standing, wait, free } = await newDesk();
	await wait(ann);
	await cancel(pool, standing);
	await lapse(admin, ann);
	expect(await free()).toBe(0);
	await admin.query(
		"update app.bookings set held_until = held_until - interval '5 minutes' where wait_id is not null and state = 'held'",
	);
	await admin.query(
		"update app.appointments set held_until = held_until - interval '5 minutes' where held_until is not null",
	);
	expect(await free()).toBe(1);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("ok");
});

test("an ordinary hold that ran out goes to who waits for it before who comes", async () => {
	const { teacher, ann, standing, wait } = await newDesk();
	await cancel(pool, standing);
	const held = await hold(pool, { teacher, at });
	await wait(ann);
	await admin.query("update app.bookings set held_until = now() - interval '1 second' where id = $1", [
		held.booking_id,
	]);
	await admin.query(
		"update app.appointments set held_until = now() - interval '1 second' where held_until is not null",
	);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("TAKEN");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["offered"]);
});

test("a teacher who takes their time back leaves who was offered it in their place", async () => {
	const { user, ann, standing, wait, taken, takeOff } = await newDesk();
	await wait(ann);
	await cancel(pool, standing);
	await takeOff();
	await call(pool, "cancel_as_teacher", user, randomUUID(), null, null, at, slotStart(1), null);
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	expect(await codeOf(taken(ann))).not.toBe("ok");
});

test("who waits for one seat is offered one, though two that were held run out at once", async () => {
	const { teacher, ann, wait } = await newDesk({ seats: 3 });
	const fill = async (): Promise<void> => {
		if ((await codeOf(hold(pool, { teacher, at }))) === "ok") await fill();
	};
	await fill();
	await wait(ann);
	await admin.query("update app.bookings set held_until = now() - interval '1 minute' where state = 'held'");
	await sweep(pool, teacher);
	expect(await statesOf(admin, [ann])).toEqual(["offered"]);
	expect(await brokenLaws(admin)).toEqual([]);
});
