import { expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { call } from "../support/verbs.ts";

const { admin } = await ownDatabase();
const nearest = async (teacher: string, at: string, most = 6) =>
	(await call<{ starts_at: string }[]>(admin, "nearest_slots", teacher, "lesson", at, most)).map(
		({ starts_at }) => new Date(starts_at).toISOString(),
	);

test("on both sides of the time that was lost, in the order of the clock", async () => {
	await seedTeacher(admin, "ada");
	expect(await nearest("ada", slotStart(20), 5)).toEqual([18, 19, 20, 21, 22].map((n) => slotStart(n)));
});

test("weeks away, where there is only one time a week", async () => {
	const weekday = new Date(slotStart(0)).getUTCDay() || 7;
	await seedTeacher(admin, "bea", { spans: [{ weekday, starts_minute: 0, ends_minute: 30 }] });
	expect(await nearest("bea", slotStart(0), 4)).toEqual([0, 7, 14, 21].map((day) => slotStart(day * 48)));
});

test("nowhere, where there is none", async () => {
	await seedTeacher(admin, "cy", { spans: [] });
	expect(await nearest("cy", slotStart(0))).toEqual([]);
	await seedTeacher(admin, "dee", { types: [{ opens_at: slotStart(480) }] });
	expect(await nearest("dee", slotStart(0))).toEqual([]);
});
