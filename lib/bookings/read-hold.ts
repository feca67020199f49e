import { isoInstant } from "../instant.ts";
import type { Booked, Hold } from "./answer.ts";
import { signRef } from "./ref.ts";

/** What api.book_slot and api.confirm_hold give. */
export type BookedAnswer = {
	booking_id: string;
	link_version: number;
	starts_at: string;
	ends_at: string;
	decide_until?: string;
	/** Of a hold that had run out: at whose, by the handle, its time may be listed as free. */
	was_free_at?: string;
};

/** What api.hold_slot and api.extend_hold give. */
export type HoldAnswer = BookedAnswer & { held_until: string; extensions_left: number };

export function readBooked(answer: BookedAnswer): Booked {
	return {
		ref: signRef({ bookingId: answer.booking_id, linkVersion: answer.link_version }),
		startsAt: isoInstant(answer.starts_at),
		endsAt: isoInstant(answer.ends_at),
		...(answer.decide_until && { decideUntil: isoInstant(answer.decide_until) }),
	};
}

export function readHold(answer: HoldAnswer): Hold {
	const { ref, startsAt, endsAt } = readBooked(answer);
	return {
		hold: ref,
		startsAt,
		endsAt,
		heldUntil: isoInstant(answer.held_until),
		extensionsLeft: answer.extensions_left,
	};
}
