import type { Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import type { Admission, Opening, Ticket } from "../opening.ts";
import { outcomeOf } from "../outcome.ts";
import { rankBy } from "../rank.ts";
import { faultsOfCalls, faultsOfOrder } from "./calls.ts";

/** As long as a statement may wait for others, and so be older than what it sees, in ms. */
const waitMs = 5_000;

/**
 * Whether the calls followed the order and nobody came in before theirs, with each place computed anew. `unfair`: how many
 * were served out of their turn.
 */
export function findTurns(story: Story, opening: Opening): Finding & { unfair: number } {
	const broken = opening.hasWaitingRoom ? [...faultsOfCalls(opening), ...faultsOfOrder(opening)] : [];
	const known = enteredBy(story);
	/** By ticket, so that nobody counts twice. */
	const unfair = new Map(opening.hasWaitingRoom ? jumped(opening, known) : []);
	for (const ticket of opening.tickets.values()) {
		if (ticket.isByStaff || !opening.hasWaitingRoom) continue;
		const fault = faultOf(ticket, turnOf(ticket, opening), known.get(ticket.id), story.toleranceMs);
		if (fault) unfair.set(ticket.id, fault);
	}
	const people = [...unfair].map(([id, fault]) => `${id} ${fault}`);
	people.push(...uninvited(story, opening));
	const admitted = [...opening.tickets.values()].filter(({ admittedAt }) => admittedAt !== null).length;
	return {
		name: "Nobody comes in before their turn",
		looked: `${count(admitted)} people let in by ${count(opening.admissions.length)} calls`,
		broken: [...people, ...broken],
		unfair: people.length,
	};
}

/** A ticket's place: first those drawn, by the rank that the seed gives, and then those who came later. */
function placeOf(
	{ id, group, rank, tailNo }: Ticket,
	{ groups }: Opening,
): [drawn: number | null, tail: number] {
	const seed = groups[group]?.seed;
	return rank !== null && seed ? [rankBy(seed, id), 0] : [null, tailNo ?? Number.POSITIVE_INFINITY];
}

/** The call by which a ticket's turn came; undefined before it. The calls only go forward. */
function turnOf(ticket: Ticket, opening: Opening): Admission | undefined {
	const [drawn, tail] = placeOf(ticket, opening);
	let [low, high] = [0, opening.admissions.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		const [below, upTo] = opening.admissions[middle]?.served[ticket.group] ?? [0, 0];
		if (drawn === null ? tail <= upTo : drawn < below) high = middle;
		else low = middle + 1;
	}
	return opening.admissions[low];
}

type Entered = { heard: number; waitsAt: number; hasLeft: boolean };

/** By ticket: when somebody was first told that they are in, was last told to wait, and whether they gave it up. */
function enteredBy({ log }: Story): Map<string, Entered> {
	const known = new Map<string, Entered>();
	for (const call of [...log.enters, ...log.leaves]) {
		if (!call.ticket) continue;
		const one = known.get(call.ticket) ?? { heard: Number.POSITIVE_INFINITY, waitsAt: 0, hasLeft: false };
		known.set(call.ticket, one);
		if (call.verb === "leave") one.hasLeft = true;
		else if (outcomeOf(call) === "done") one.heard = Math.min(one.heard, call.heard ?? one.heard);
		else if (call.code === "QUEUE") one.waitsAt = Math.max(one.waitsAt, call.sent);
	}
	return known;
}

function faultOf(
	{ admittedAt, offeredAt, leftAt }: Ticket,
	turn: Admission | undefined,
	known: Entered | undefined,
	toleranceMs: number,
): string | null {
	const called = `was called at ${clock(turn?.at ?? null)}`;
	if (!turn)
		return (admittedAt ?? offeredAt) === null ? null : `came in at ${clock(admittedAt)}, and ${called}`;
	const inAt = Math.min(
		known?.heard ?? Number.POSITIVE_INFINITY,
		(admittedAt ?? Number.POSITIVE_INFINITY) + waitMs,
	);
	if (inAt + toleranceMs < turn.at) return `came in at ${clock(inAt)}, and ${called}`;
	if (known && known.waitsAt > turn.at + waitMs)
		return `was told to wait at ${clock(known.waitsAt)}, and ${called}`;
	return offeredAt === null && leftAt === null && !known?.hasLeft ? "was passed over" : null;
}

/**
 * Who was called after somebody who is behind them, and who was while somebody ahead of them never is. Who left and came again is
 * called when they are there, and so is who was let in by staff.
 */
function jumped(opening: Opening, known: Map<string, Entered>): [ticket: string, fault: string][] {
	const people: [string, string][] = [];
	for (const { position } of opening.groups) {
		const line = [...opening.tickets.values()]
			.filter(({ group, id }) => group === position && !known.get(id)?.hasLeft)
			.filter(({ offeredAt, leftAt, isByStaff }) => offeredAt !== null || (leftAt === null && !isByStaff))
			.map((ticket) => ({ ...ticket, place: placeOf(ticket, opening) }))
			.sort((a, b) => (a.place[0] ?? 2 ** 33) - (b.place[0] ?? 2 ** 33) || a.place[1] - b.place[1]);
		const waits = line.findIndex(({ offeredAt }) => offeredAt === null);
		let soonest = Number.POSITIVE_INFINITY;
		for (const [i, { id, offeredAt }] of [...line.entries()].reverse()) {
			if (offeredAt === null) continue;
			if (offeredAt > soonest)
				people.push([id, `was called at ${clock(offeredAt)}, after who is behind them`]);
			else if (waits >= 0 && waits < i)
				people.push([id, `was called at ${clock(offeredAt)}, and ${line[waits]?.id}, who is ahead, never`]);
			soonest = Math.min(soonest, offeredAt);
		}
	}
	return people;
}

/** Who took a seat in an opening that asks for a place, and has none, or had not been let in. */
function uninvited({ rows }: Story, { isByTicket, opensAt, tickets }: Opening): string[] {
	const people: string[] = [];
	for (const { isInOpening, isByStaff, createdAt, slot, ticket } of rows.bookings.values()) {
		if (!isByTicket || !isInOpening || isByStaff || createdAt < opensAt) continue;
		const admittedAt = tickets.get(ticket ?? "")?.admittedAt;
		if (admittedAt == null || createdAt < admittedAt)
			people.push(
				`${slot} was taken at ${clock(createdAt)} by ${ticket ?? "who has no place"}, let in at ${clock(admittedAt ?? null)}`,
			);
	}
	return people;
}
