const dayMs = 86_400_000;

/** So many ISO weeks, from the one after next on: `2026-W50`. */
export function weeksAhead(count: number): string[] {
	return Array.from({ length: count }, (_, i) => isoWeek(Date.now() + (14 + i * 7) * dayMs));
}

/** A week is of the year that its Thursday is in. */
export function isoWeek(at: number): string {
	const thursday = new Date(at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * dayMs);
	const year = thursday.getUTCFullYear();
	const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7);
	return `${year}-W${String(week).padStart(2, "0")}`;
}
