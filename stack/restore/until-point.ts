import type { Call } from "../rehearsal/call.ts";

/**
 * A log as it was at a point that lies between two readings of the clock: what was heard before it was done by then, what
 * was sent after it never was, and of all else nobody knows.
 */
export function untilPoint(calls: Call[], { from, to }: { from: number; to: number }): Call[] {
	return calls.filter(({ sent }) => sent <= to).map((call) => (isHeardBy(call, from) ? call : unheard(call)));
}

/** How many bookings and moves somebody was told "yes" of, and only after that point. */
export const lostAfter = (calls: Call[], { from }: { from: number }): number =>
	calls.filter((call) => takes(call) && !isHeardBy(call, from)).length;

const takes = ({ verb, status }: Call) =>
	status === 201 ? verb !== "hold" : status === 200 && verb === "move";

const isHeardBy = ({ heard }: Call, at: number) => heard !== null && heard < at;

const unheard = (call: Call): Call => ({
	...call,
	...{ heard: null, status: 0, code: null, heldUntil: null },
	// What takes a seat learns its reference by the answer.
	ref: call.verb === "hold" || call.verb === "book" ? null : call.ref,
});
