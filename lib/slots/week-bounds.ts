import { Refusal } from "../refusal.ts";

const dayMs = 86_400_000;

/**
 * The instants of an ISO week in UTC: `2026-W48` is 2026-11-23T00:00:00Z up to 2026-11-30T00:00:00Z. A week 53 that
 * its year does not have is refused with INVAL, so that each week has one spelling.
 */
export function weekBounds(week: string): { from: string; until: string } {
	const [year, number] = [Number(week.slice(0, 4)), Number(week.slice(6))];
	// The fourth of January is always in week 1.
	const fourth = Date.UTC(year, 0, 4);
	const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs + (number - 1) * 7 * dayMs;
	const thursday = new Date(monday + 3 * dayMs);
	if (thursday.getUTCFullYear() !== year)
		throw new Refusal("INVAL", { fields: { week: "This year has no such week." } });
	return { from: new Date(monday).toISOString(), until: new Date(monday + 7 * dayMs).toISOString() };
}
