import { type Claim, confirmedBy, isBookedAtOnce, perhapsDone, type Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import { outcomeOf } from "../outcome.ts";
import type { Row, Rows } from "../rows.ts";

/** Law 3: what was answered "yes" is in the database, and what is there was asked for. `lost`: bookings that are not. */
export function findAcknowledged(story: Story): Finding & { lost: number } {
	const { log, rows, claims, strays } = story;
	const began = (log.calls[0]?.sent ?? Number.POSITIVE_INFINITY) - story.toleranceMs;
	const lost = strays.filter(({ verb }) => verb === "confirm").map((call) => told(call, "is not there"));
	const broken = strays.filter(({ verb }) => verb !== "confirm").map((call) => told(call, "is not there"));
	for (const claim of claims) {
		const answer = bookedAnswer(claim);
		const fault = claim.take && faultOf(claim, answer !== null);
		if (fault && answer) lost.push(told(answer, fault));
		else if (fault) broken.push(`${claim.slot}, taken by person ${claim.take?.calls[0]?.person}: ${fault}`);
		broken.push(...undone(claim, rows), ...unasked(claim, rows, began));
	}
	return {
		name: "What was acknowledged exists, and what exists was asked for",
		looked: `${count(claims.length)} seats that were taken`,
		broken: [...lost, ...broken],
		lost: lost.length,
	};
}

/** By what somebody knows that they have a booking. */
const bookedAnswer = (claim: Claim) =>
	(isBookedAtOnce(claim) ? claim.take?.answer : null) ??
	claim.confirms.find(({ answer }) => answer)?.answer ??
	null;

/** What is wrong with the row of a seat that was taken; null if nothing is. */
function faultOf({ row, slot, left, cancels }: Claim, isBooking: boolean): string | null {
	if (!row) return "is not there";
	// It is looked at where it went.
	if (left) return null;
	if (row.slot !== slot) return `is of ${row.slot}`;
	if (!isBooking || isLasting(row)) return null;
	return row.state === "cancelled" && perhapsDone(cancels).length > 0 ? null : `is ${row.state}`;
}

/** What was given back, by what somebody was told, and is still theirs. */
function undone(claim: Claim, rows: Rows): string[] {
	const { row, releases, cancels } = claim;
	const isKept = row?.state === "held" && confirmedBy(claim, rows).length === 0;
	return [...(isKept ? releases : []), ...(row && row.state !== "cancelled" ? cancels : [])]
		.filter((call) => outcomeOf(call) === "done")
		.slice(0, 1)
		.map((call) => `${told(call, `is ${row?.state}`)} all the same`);
}

/** What the database has and nobody in the log asked for, since the log began. */
function unasked(claim: Claim, rows: Rows, began: number): string[] {
	const { row, take, slot, left, cancels } = claim;
	if (!row || left || row.isByStaff || row.createdAt < began) return [];
	if (!take) return [`${slot} is ${row.state} since ${clock(row.createdAt)} and nobody asked for it`];
	const isAsked = isBookedAtOnce(claim) || confirmedBy(claim, rows).length > 0;
	if ((isLasting(row) || row.state === "cancelled") && !isAsked)
		return [`${slot} is ${row.state} and nobody confirmed it`];
	return row.state === "cancelled" && perhapsDone(cancels).length === 0 && !bookedAnswer(claim)
		? [`${slot} is cancelled and nobody cancelled it`]
		: [];
}

const isLasting = ({ state }: Row) => ["confirmed", "completed", "no_show"].includes(state);

const told = (
	{ verb, person, heard, slot }: { verb: string; person: number; heard: number | null; slot: string | null },
	fault: string,
) => `person ${person}'s ${verb} of ${slot ?? "a seat"}, acknowledged at ${clock(heard)}, ${fault}`;
