import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { OwnOpening, SteerOpening } from "../openings/schema.ts";
import { type OwnOpeningAnswer, readOwnOpening } from "./read-own-opening.ts";
import { renewOpening } from "./renew-opening.ts";

/** Pauses, resumes, slows, ends or releases an opening. Refuses DNIED, NTFND, CLOSD, INVAL. */
export async function steerOpening(who: DeskUser, { opening, act, pace }: SteerOpening): Promise<OwnOpening> {
	const before = act === "release" ? renewOpening(opening) : undefined;
	const steered = await call<OwnOpeningAnswer>("steer_opening", who.userId, opening, act, pace);
	// Released, it has no teachers any more: theirs are the pages that change.
	await before;
	await renewOpening(opening);
	return readOwnOpening(steered);
}
