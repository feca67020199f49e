import "server-only";
import type { DeskUser } from "../auth.ts";
import { readDecision } from "../bookings/ref.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import type { DecideBooking, FormDecision } from "./decide-schema.ts";

export type Decided = { state: "confirmed" | "declined" };

/**
 * Says yes or no to what was asked of oneself, or of a teacher of the school whose office one is. The same twice is once.
 * Refuses DNIED, NTFND, LAPSD where its time is up, STALE where it was decided otherwise or taken back.
 */
export function decideBooking(who: DeskUser, { booking, yes, reason }: DecideBooking): Promise<Decided> {
	return decide(who.userId, booking, null, yes, reason);
}

/** The same for who has the link of its teacher's mail. Refuses NTFND, LAPSD, STALE. */
export async function decideByLink({ decision, answer, reason }: FormDecision): Promise<Decided> {
	const { bookingId, linkVersion } = readDecision(decision);
	return decide(null, bookingId, linkVersion, answer === "yes", reason);
}

async function decide(
	userId: string | null,
	bookingId: string,
	linkVersion: number | null,
	yes: boolean,
	reason: string | undefined,
): Promise<Decided> {
	try {
		const { state, teacher } = await call<Decided & { teacher: string }>(
			"decide_booking",
			userId,
			bookingId,
			linkVersion,
			String(yes),
			reason ?? null,
		);
		changed(teacher);
		offerSoon(teacher);
		return { state };
	} catch (no) {
		throw no instanceof Refusal ? inItsWords(no) : no;
	}
}

/** What these say elsewhere is said of a hold, and of a form. */
function inItsWords(no: Refusal): Refusal {
	const message = decisionWords[no.code as keyof typeof decisionWords];
	return message ? new Refusal(no.code, { message }) : no;
}

/** Why it is too late for an answer, or for another one. */
export const decisionWords = {
	LAPSD: "Its time is up: nobody answered until then, and the time is free for others again.",
	STALE: "This was answered already, or taken back. Here is how it stands.",
};
