import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type OwnOpeningAnswer, readOwnOpening } from "./read-own-opening.ts";
import { renewOpening, teachersOf } from "./renew-opening.ts";
import type { OwnOpening, SteerOpening } from "./schema.ts";

/** Pauses, resumes, slows, ends or releases an opening. Refuses DNIED, NTFND, CLOSD, INVAL. */
export async function steerOpening(who: DeskUser, { opening, act, pace }: SteerOpening): Promise<OwnOpening> {
	// Before, since released it has none any more.
	const teachers = await teachersOf(opening);
	const { beside, ...steered } = await call<OwnOpeningAnswer & { beside?: string[] }>(
		"steer_opening",
		who.userId,
		opening,
		act,
		pace,
	);
	renewOpening(opening, teachers, beside);
	return readOwnOpening(steered);
}
