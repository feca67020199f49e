import { type Claim, confirmedBy, isBookedAtOnce, perhapsDone, type Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import type { Opening } from "../opening.ts";
import type { Row } from "../rows.ts";
import { mostAtOnce, type Spell } from "../spells.ts";

/** Nobody has more of an opening than they may at once, by their place, or by their address where there are no places. */
export function findShares(story: Story, { isByTicket, bookingsEach, tickets }: Opening): Finding {
	const broken: string[] = [];
	const whose = ({ ticket, email }: Row) => (isByTicket ? ticket : email);
	const rows = [...story.rows.bookings.values()].filter((row) => row.isInOpening && whose(row));
	const active = Map.groupBy(rows.filter(isActive), whose);
	for (const [who, had] of active)
		if (had.length > bookingsEach)
			broken.push(
				`${who} has ${had.length} bookings and may have ${bookingsEach}: ${had.map(({ slot }) => slot).join(", ")}`,
			);

	// What people were told shows also what was given back since.
	const told = Map.groupBy(story.claims, ({ take }) => take?.answer?.ticket ?? null);
	for (const [ticket, claims] of told) {
		if (ticket === null || !tickets.has(ticket) || (active.get(ticket)?.length ?? 0) > bookingsEach) continue;
		const had = mostAtOnce(claims.flatMap((claim) => spellsOf(claim, story)));
		const at = Math.max(...had.map(({ from }) => from));
		if (had.length > bookingsEach)
			broken.push(`${ticket} had ${had.length} seats at ${clock(at)} and may have ${bookingsEach}`);
	}
	return {
		name: "Nobody has more than their share",
		looked: `${count(active.size)} people with a booking, who may have ${bookingsEach}`,
		broken,
	};
}

const isActive = ({ state }: Row) => ["pending", "confirmed", "completed", "no_show"].includes(state);

/** For sure: while it is held, and from when it is booked until it is asked to be cancelled. Between them it may have run out. */
function spellsOf(claim: Claim, { rows, toleranceMs }: Story): Spell[] {
	const { take, left, releases, cancels } = claim;
	if (!take?.answer) return [];
	const { heard, heldUntil, person } = take.answer;
	const who = `person ${person}`;
	const end = (calls: Claim["cancels"]) =>
		Math.min(Number.POSITIVE_INFINITY, ...perhapsDone(calls).map(({ sent }) => sent));
	const confirmed = confirmedBy(claim, rows)[0];
	const booked = isBookedAtOnce(claim) ? heard : confirmed?.answer?.heard;
	const spells: Spell[] = [];
	const gone = left?.from ?? Number.POSITIVE_INFINITY;
	if (booked) spells.push({ from: booked, to: Math.min(end(cancels), gone), who });
	if (take.verb === "hold" && heard) {
		// Its confirmation makes it a booking, which is counted from when that is known.
		const to = Math.min(
			(heldUntil ?? 0) - toleranceMs,
			confirmed?.from ?? Number.POSITIVE_INFINITY,
			end(releases),
		);
		spells.push({ from: heard, to, who });
	}
	return spells;
}
