import type { Call } from "../call.ts";
import type { Ask, Log } from "./log.ts";
import { bookingIn, outcomeOf } from "./outcome.ts";
import type { Row, Rows } from "./rows.ts";

/** A seat that was taken, and all that was asked about it afterwards. */
export type Claim = {
	slot: string;
	/** Null where an answer said "yes" and not of what. */
	id: string | null;
	/** A move where a booking came to it by one; null where nobody in the log asked for it. */
	take: Ask | null;
	/** The move by which its booking left it for another; it is no more than a cancellation of this seat. */
	left: Ask | null;
	row: Row | undefined;
	confirms: Ask[];
	extensions: Call[];
	releases: Call[];
	cancels: Call[];
};

/** A rehearsal as it is judged: what people know of it, what the database does, and what follows from both. */
export type Story = {
	log: Log;
	rows: Rows;
	claims: Claim[];
	/** What was answered "yes" of a seat that neither the log nor the database knows. */
	strays: Call[];
	/** By how much two readings of the clock may differ, in ms. */
	toleranceMs: number;
};

/**
 * What came of each wish for a seat. One without an answer was done if the database has its key, and else never was.
 * A row that nobody in the log asked for is a claim as well, since it takes a seat.
 */
export function storyOf(log: Log, rows: Rows, toleranceMs: number): Story {
	const claims: Claim[] = [];
	const byId = new Map<string, Claim>();
	const add = (slot: string, id: string | null, take: Ask | null) => {
		const row = rows.bookings.get(id ?? "");
		const claim: Claim = {
			...{ slot, id, take, row, left: null },
			...{ confirms: [], extensions: [], releases: [], cancels: [] },
		};
		claims.push(claim);
		if (id && !byId.has(id)) byId.set(id, claim);
		return claim;
	};
	for (const ask of log.takes) {
		const id = bookingIn(ask.answer?.ref) ?? rows.requests.get(ask.key) ?? null;
		if (ask.answer || id) add(slotOf(ask) ?? rows.bookings.get(id ?? "")?.slot ?? "", id, ask);
	}
	for (const { id, slot } of rows.bookings.values()) if (!byId.has(id)) add(slot, id, null);

	const strays: Call[] = [];
	const file = (call: Call, under: (claim: Claim) => void, answer: Call | null = call) => {
		const claim = byId.get(bookingIn(call.ref) ?? "");
		if (claim) under(claim);
		else if (answer && outcomeOf(answer) === "done" && answer.verb !== "release") strays.push(answer);
	};
	for (const ask of log.confirms)
		file(ask.calls[0] as Call, ({ confirms }) => confirms.push(ask), ask.answer);
	for (const call of log.extensions) file(call, ({ extensions }) => extensions.push(call));
	for (const call of log.releases) file(call, ({ releases }) => releases.push(call));
	// Of what moved, the seat that it has last is the one that is cancelled.
	for (const ask of log.moves) {
		const id = bookingIn((ask.calls[0] as Call).ref);
		if (!ask.answer && rows.requests.get(ask.key) !== id) continue;
		file(
			ask.calls[0] as Call,
			(from) => {
				if (from.slot === slotOf(ask)) return;
				from.left = ask;
				byId.set(id ?? "", add(slotOf(ask) ?? "", id, ask));
			},
			ask.answer,
		);
	}
	for (const call of log.cancels) file(call, ({ cancels }) => cancels.push(call));
	return { log, rows, claims, strays, toleranceMs };
}

export const slotOf = ({ calls }: Ask) => (calls[0] as Call).slot;

/** The confirmations of a claim that were done. */
export const confirmedBy = ({ id, confirms }: Claim, { requests }: Rows) =>
	confirms.filter(({ key, answer }) => answer || requests.get(key) === id);

/** Calls that were done or may have been. */
export const perhapsDone = (calls: Call[]) => calls.filter((call) => outcomeOf(call) !== "refused");

/** Whether it was a booking from the first, and never held. */
export const isBookedAtOnce = ({ take }: Claim) => take?.verb === "book" || take?.verb === "move";

/** Whether it is a booking, or has been one, by what anybody knows. */
export const isBooked = (claim: Claim, rows: Rows) =>
	isBookedAtOnce(claim) || confirmedBy(claim, rows).length > 0 || claim.row?.confirmedAt != null;
