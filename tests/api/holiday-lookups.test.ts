import { expect, test } from "vitest";
import { yearsAhead } from "../../lib/rules/holidays.ts";
import { ask, given } from "./support/ask.ts";
import { admin, newSchool, rows } from "./support/school.ts";

const { teachers } = await newSchool();
const headers = { authorization: `Bearer ${given("CRON_SECRET")}` };
const lookUp = () => ask("GET", "/api/holiday-lookups", { headers });
const years = async (region: string) =>
	(
		await rows<{ year: number }>(
			"select distinct extract(year from day)::integer as year from app.holidays where region = $1 order by 1",
			[region],
		)
	).map(({ year }) => year);

test("the holidays of a region that somebody follows are looked up until three years ahead, each year anew, and nobody else's", async () => {
	const year = new Date().getUTCFullYear();
	await admin.query("update app.teachers set holiday_region = 'IS' where handle = $1", [teachers[0]?.handle]);
	await admin.query("insert into app.holidays values ('IS', make_date($1, 6, 17), 'Kept as it was')", [year]);
	// A cron may have been faster.
	await lookUp();
	await expect.poll(() => years("IS")).toEqual([year, year + 1, year + 2, year + 3]);
	expect(await years("MT")).toEqual([]);
	await admin.query("delete from app.holidays where region = 'IS' and day >= make_date($1, 1, 1)", [
		year + 2,
	]);
	await lookUp();
	await expect.poll(() => years("IS")).toEqual([year, year + 1, year + 2, year + 3]);
	const [kept] = await rows("select from app.holidays where region = 'IS' and name = 'Kept as it was'");
	expect(kept).toBeDefined();
	expect((await lookUp()).json).toEqual({ regions: expect.not.arrayContaining(["IS"]) });
});

test("what was looked up on the last Monday is known two years ahead of any day before the next, wherever the teacher is", () => {
	const dayMs = 86_400_000;
	// Mondays at three, as vercel.json has it.
	for (let monday = Date.UTC(2026, 0, 5, 3); monday < Date.UTC(2055, 0, 1); monday += 7 * dayMs) {
		const known = Math.max(...yearsAhead(new Date(monday)));
		// A week later, by clocks that are fourteen hours ahead.
		const last = new Date(monday + (7 + 730) * dayMs + 14 * 3_600_000).getUTCFullYear();
		expect(known, new Date(monday).toISOString()).toBeGreaterThanOrEqual(last);
	}
});
