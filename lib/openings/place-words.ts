import type { Place } from "./place.ts";
import type { Opening } from "./schema.ts";

/** `1,240`: spelled here, since servers and browsers do not agree on it. */
export function grouped(count: number): string {
	return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** No more digits than are known: 7, 45, 340, 1,240, 12,300. */
export function rounded(count: number): number {
	if (count < 20) return Math.round(count);
	const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - (count < 1000 ? 1 : 2));
	const coarse = count < 100 ? 5 : step;
	return Math.round(count / coarse) * coarse;
}

/** `About 1,240 of 10,000`; `You are next`. */
export function placeWords({ ahead, of, exact }: Place): string {
	if (ahead < 1) return "You are next";
	if (exact && ahead < 20) return `Number ${ahead + 1} of ${grouped(Math.max(of, ahead + 1))}`;
	return `About ${grouped(rounded(ahead + 1))} of ${grouped(rounded(Math.max(of, ahead + 1)))}`;
}

/** `roughly 25 minutes`; undefined where nobody can say. */
export function waitWords({ ahead }: Place, perMinute: number): string | undefined {
	if (perMinute <= 0) return undefined;
	const minutes = (ahead + 1) / perMinute;
	if (minutes <= 1) return "about a minute";
	if (minutes <= 10) return `about ${Math.ceil(minutes)} minutes`;
	if (minutes <= 55) return `roughly ${Math.ceil(minutes / 5) * 5} minutes`;
	const halves = Math.ceil(minutes / 30);
	if (halves > 8) return "more than four hours";
	return halves === 2 ? "roughly an hour" : `roughly ${Math.floor(halves / 2)}${halves % 2 ? "½" : ""} hours`;
}

// Counted up to it, and no further.
const mostCounted = 2_000;

/** What is still to be had, and whether it may be gone before one's turn. */
export function seatWords(freeSeats: number | null, ahead: number): string | undefined {
	if (freeSeats === null || freeSeats === 0) return undefined;
	if (freeSeats >= mostCounted) return `More than ${grouped(mostCounted)} times are still free.`;
	const free =
		freeSeats === 1
			? "One time is"
			: `${freeSeats < 20 ? "" : "About "}${grouped(rounded(freeSeats))} times are`;
	return freeSeats > ahead
		? `${free} still free.`
		: `${free} still free, and more people than that come before you: there may be none left for you.`;
}

/** Who has one place, and so many bookings. */
export const eachOf = (audience: Opening["audience"]) => (audience === "anyone" ? "person" : "family");
