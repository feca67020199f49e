import type { Hold } from "@/lib/bookings/answer";
import type { No } from "../../../_ui/send.ts";
import { serverClock } from "./fetch-slots.ts";

const gone = new Set(["TAKEN", "LAPSD", "GONE0", "CLOSD", "LATE0"]);

/** Somebody else has it, it is not offered any more, or has passed: there is nothing left to try with this one. */
export function isGone(no: No): boolean {
	return gone.has(no.code);
}

/** Until when it is held, by this browser's clock, which may be wrong. */
export function untilBy(hold: Hold, serverNow: number): number {
	return Date.now() + Date.parse(hold.heldUntil) - serverNow;
}

/** A tap at the very bell may be a moment ahead of the database's clock. */
export function justRang(bell: string | null): boolean {
	const now = serverClock.now();
	return bell !== null && now !== undefined && Math.abs(now - Date.parse(bell)) < 3_000;
}
