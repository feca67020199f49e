import { expect, test } from "vitest";
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

test("the holidays of a region that somebody follows are looked up until two years ahead, each year anew, and nobody else's", async () => {
	const year = new Date().getUTCFullYear();
	await admin.query("update app.teachers set holiday_region = 'IS' where handle = $1", [teachers[0]?.handle]);
	await admin.query("insert into app.holidays values ('IS', make_date($1, 6, 17), 'Kept as it was')", [year]);
	// A cron may have been faster.
	await lookUp();
	await expect.poll(() => years("IS")).toEqual([year, year + 1, year + 2]);
	expect(await years("MT")).toEqual([]);
	await admin.query("delete from app.holidays where region = 'IS' and day >= make_date($1, 1, 1)", [
		year + 2,
	]);
	await lookUp();
	await expect.poll(() => years("IS")).toEqual([year, year + 1, year + 2]);
	const [kept] = await rows("select from app.holidays where region = 'IS' and name = 'Kept as it was'");
	expect(kept).toBeDefined();
	expect((await lookUp()).json).toEqual({ regions: expect.not.arrayContaining(["IS"]) });
});
