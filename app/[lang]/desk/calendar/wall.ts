import { instantAt } from "@/lib/time";

const minute = 60_000;

/**
 * When a zone's clocks show that, `wall` being it as if it were UTC, in milliseconds; what they show first after it, where
 * they leave it out.
 */
export function instantAfter(wall: number, zone: string): number {
	// No clock leaves out more than two hours, but for a day that an island did not have.
	for (let later = 0; later <= 180; later += 5) {
		const found = instantAt(new Date(wall + later * minute).toISOString().slice(0, 16), zone);
		if (found !== undefined) return found;
	}
	return wall;
}
