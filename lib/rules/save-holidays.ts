import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { holidaysOf, isRegion, yearsAhead } from "./holidays.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import type { OutsideBooking, SaveHolidays } from "./schema.ts";

/** Says whose holidays are days off: those of this year and the three after it. Refuses DNIED, STALE, and INVAL for no region. */
export async function saveHolidays(
	who: DeskUser,
	{ version, region, worked }: SaveHolidays,
): Promise<{ version: number; outside: OutsideBooking[] }> {
	if (region && !isRegion(region))
		throw new Refusal("INVAL", { fields: { region: "The holidays of this region are not known." } });
	const days = region ? holidaysOf(region, yearsAhead(new Date())) : [];
	const saved = await call<Edited & { version: number }>(
		"save_holidays",
		who.userId,
		version,
		region,
		worked,
		JSON.stringify(days),
	);
	return { version: saved.version, ...readEdited(saved) };
}
