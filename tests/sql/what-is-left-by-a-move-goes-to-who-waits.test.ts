import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { brokenLaws } from "../support/checker.ts";
import { ownDatabase } from "../support/own-database.ts";
import { slotStart } from "../support/seed.ts";
import { book, codeOf, move } from "../support/verbs.ts";
import { statesOf } from "../support/waiting.ts";
import { at, waitingDesk } from "../support/waiting-desk.ts";

const { admin, serverUrl } = await ownDatabase();
const pool = new pg.Pool({ connectionString: serverUrl, max: 4 });
afterAll(() => pool.end());
const newDesk = (type = {}) => waitingDesk(admin, pool, type);
const standingOf = async (teacher: string) => {
	const { rows } = await admin.query(
		`select count(*)::integer from app.appointments a join app.teachers t on t.id = a.teacher_id where t.handle = $1`,
		[teacher],
	);
	return rows[0].count;
};

test("a seat that somebody moves out of is the first one's who waits, in the same commit", async () => {
	const { teacher, ann, ben, standing, wait, taken, free } = await newDesk();
	await wait(ann);
	await wait(ben);
	await move(pool, standing, slotStart(4));
	expect(await statesOf(admin, [ann, ben])).toEqual(["offered", "waiting"]);
	expect(await free()).toBe(0);
	expect(await codeOf(book(pool, { teacher, at }))).toBe("TAKEN");
	await taken(ann);
	expect(await statesOf(admin, [ann, ben])).toEqual(["taken", "waiting"]);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("so is one of a group, whether others stay in it or not", async () => {
	for (const others of [0, 1]) {
		const { teacher, ann, standing, wait, free } = await newDesk({ seats: 2 });
		const second = await book(pool, { teacher, at });
		await wait(ann);
		if (others === 0) {
			await admin.query("update app.waits set state = 'left' where email = $1", [ann]);
			await move(pool, second, slotStart(5));
			await admin.query("update app.waits set state = 'waiting' where email = $1", [ann]);
		}
		await move(pool, standing, slotStart(4));
		expect(await statesOf(admin, [ann])).toEqual(["offered"]);
		expect(await free()).toBe(others ? 0 : 1);
	}
	expect(await brokenLaws(admin)).toEqual([]);
});

test("where nobody may have it, it is free, and nothing is left of having asked", async () => {
	const { teacher, ann, standing, wait, free } = await newDesk({ booker_cap: 1 });
	await wait(ann);
	await book(pool, { teacher, at: slotStart(9), email: ann });
	const before = await standingOf(teacher);
	await move(pool, standing, slotStart(4));
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	expect(await free()).toBe(1);
	expect(await standingOf(teacher)).toBe(before + 1);
});

test("to a time that is in the way of the old one, a move offers nothing", async () => {
	const { ann, standing, wait, change, free } = await newDesk();
	await wait(ann);
	await change("step_minutes = 15");
	await move(pool, standing, new Date(Date.parse(at) + 15 * 60_000).toISOString());
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	expect(await free()).toBe(0);
	expect(await brokenLaws(admin)).toEqual([]);
});

test("within a day that is full by its cap, a move frees none of it", async () => {
	const { ann, standing, wait, change } = await newDesk();
	await change("day_cap = 1");
	await wait(ann);
	await move(pool, standing, slotStart(4));
	expect(await statesOf(admin, [ann])).toEqual(["waiting"]);
	expect(await brokenLaws(admin)).toEqual([]);
});
