import "server-only";
import { getBooking } from "../bookings/get-booking.ts";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import { nearestSlots, nearestToHold } from "./nearest-slots.ts";
import type { Slot } from "./schema.ts";
import { startsLike } from "./starts-like.ts";

/** What another time would mend. */
const tooLate = new Set<RefusalCode>(["TAKEN", "LAPSD", "GONE0", "CLOSD", "LATE0"]);

type Start = {
	teacher: string;
	type: string;
	startsAt: string;
	durationMinutes?: number | undefined;
	opening?: string | undefined;
};
type Move = { booking: string; startsAt: string };
type Wish = Start | { hold: string } | Move;

/** Runs a claim on a slot, or on one that was held, or a move to one; who comes too late is told so with the nearest free times. */
export async function offerNearest<Answer>(wish: Wish, claim: () => Promise<Answer>): Promise<Answer> {
	try {
		return await claim();
	} catch (error) {
		if (!(error instanceof Refusal) || !tooLate.has(error.code)) throw error;
		// What lapsed a moment ago may be somebody's who waits; who came for it has that found out.
		if (error.code === "TAKEN" && "teacher" in wish && !wish.opening) offerSoon(wish.teacher);
		// The refusal stands, with or without a consolation.
		throw new Refusal(error.code, { nearest: await nearest(wish).catch(() => []) });
	}
}

async function nearest(wish: Wish): Promise<Slot[]> {
	if ("hold" in wish) return nearestToHold(wish.hold);
	if (!("booking" in wish)) return nearestSlots(wish);
	const booking = await getBooking(wish.booking);
	// Any other time is as late for it as this one.
	if (Date.parse(booking.cancelUntil) < Date.now()) return [];
	return nearestSlots({ ...startsLike(booking), startsAt: wish.startsAt });
}
