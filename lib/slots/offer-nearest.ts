import "server-only";
import { Refusal, type RefusalCode } from "../refusal.ts";
import { nearestSlots, nearestToHold } from "./nearest-slots.ts";

/** What another time would mend. */
const tooLate = new Set<RefusalCode>(["TAKEN", "LAPSD", "GONE0", "CLOSD", "LATE0"]);

type Start = { teacher: string; type: string; startsAt: string; durationMinutes?: number | undefined };
type Wish = Start | { hold: string };

/** Runs a claim on a slot, or on one that was held; who comes too late is told so with the nearest free times. */
export async function offerNearest<Answer>(wish: Wish, claim: () => Promise<Answer>): Promise<Answer> {
	try {
		return await claim();
	} catch (error) {
		if (!(error instanceof Refusal) || !tooLate.has(error.code)) throw error;
		// The refusal stands, with or without a consolation.
		const search = "hold" in wish ? nearestToHold(wish.hold) : nearestSlots(wish);
		throw new Refusal(error.code, { nearest: await search.catch(() => []) });
	}
}
