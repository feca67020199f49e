import type { HookEventType } from "@/lib/hooks/schema";
import { nearLabel } from "@/lib/time-words";
import type { Token } from "@/lib/tokens/schema";
import type { No } from "../../../_ui/send.ts";
import { signedOut, unheard } from "../../../_ui/wait.ts";

/** By whose clocks times are told. */
export type At = { zone: string; hour12: boolean; now: number };

export const scopeWords: Record<Token["scopes"][number], string> = {
	"bookings:read": "See bookings",
	"bookings:write": "Book, move and cancel, answer requests, mark who came",
	"rules:read": "See hours and types",
	"rules:write": "Change hours and types",
};

export const eventWords: Record<HookEventType, string> = {
	"booking.confirmed": "Booked",
	"booking.cancelled": "Cancelled",
	"booking.moved": "Moved",
	"booking.requested": "Asked for",
	"booking.declined": "Declined",
};

export const atWords = (instant: string, { zone, hour12, now }: At) => nearLabel(instant, zone, hour12, now);

/** What is said of a "no" where doing it again is the same as once. */
export function noWords({ code, message, later }: No): string {
	if (code === "SIGIN") return signedOut;
	return code === "UNSURE" ? unheard("doing it again is the same as once", later) : message;
}
