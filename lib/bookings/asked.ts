import type { Booking } from "./answer.ts";

/** Whether it was asked for and never answered: it still waits, or was taken back before. */
export function isOnlyAsked({ decideUntil, decidedAt }: Pick<Booking, "decideUntil" | "decidedAt">): boolean {
	return decideUntil !== null && decidedAt === null;
}
