import "server-only";
import { call } from "../db.ts";
import { holidaysOf } from "./holidays.ts";

/**
 * Looks up the holidays of the year after the next for each region that a teacher follows, before anybody can book in it.
 * Gives the regions that were due.
 */
export async function renewHolidays(): Promise<{ regions: string[] }> {
	const year = new Date().getUTCFullYear() + 2;
	const regions = await call<string[]>("due_regions", year);
	for (const region of regions)
		await call("add_holidays", region, JSON.stringify(holidaysOf(region, [year - 2, year - 1, year])));
	return { regions };
}
