import "server-only";
import { call } from "../db.ts";
import { holidaysOf, yearsAhead } from "./holidays.ts";

/**
 * Looks up the holidays of the years ahead for each region that a teacher follows, before anybody can book in them.
 * Gives the regions that were due.
 */
export async function renewHolidays(): Promise<{ regions: string[] }> {
	const years = yearsAhead(new Date());
	const regions = await call<string[]>("due_regions", Math.max(...years));
	for (const region of regions) await call("add_holidays", region, JSON.stringify(holidaysOf(region, years)));
	return { regions };
}
