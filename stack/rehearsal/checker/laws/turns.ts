import type { Story } from "../claims.ts";
import { clock, count, type Finding } from "../finding.ts";
import type { Admission, Opening, Ticket } from "../opening.ts";
import { outcomeOf } from "../outcome.ts";
import { rankBy } from "../rank.ts";

/** As long as a statement may wait for others, and so be older than what it sees, in ms. */
const waitMs = 5_000;

/**
 * Whether the calls followed the order and nobody came in before theirs, with each place computed anew. `unfair`: how many
 * were served out of their turn.
 */
export function findTurns(story: Story, opening: Opening): Finding & { unfair: number } {
	const broken = opening.hasWaitingRoom ? faultsOfCalls(opening) : [];
	const people: string[] = [];
	const known = enteredBy(story);
	for (const ticket of opening.tickets.values()) {
		if (ticket.isByStaff || !opening.hasWaitingRoom) continue;
		const fault = faultOf(ticket, turnOf(ticket, opening), known.get(ticket.id), story.toleranceMs);
		if (fault) people.push(`${ticket.id} ${fault}`);
	}
	if (opening.hasWaitingRoom) people.push(...jumped(opening, known));
	people.push(...uninvited(story, opening));
	const admitted = [...opening.tickets.values()].filter(({ admittedAt }) => admittedAt !== null).length;
	return {
		name: "Nobody comes in before their turn",
		looked: `${count(admitted)} people let in by ${count(opening.admissions.length)} calls`,
		broken: [...people, ...broken],
		unfair: people.length,
	};
}

/** What is wrong with how the calls went: they only go forward, after the draw, and came to what the groups say. */
function faultsOfCalls({ admissions, groups }: Opening): string[] {
	const broken: string[] = [];
	for (const { position, drawnAt, servedBelow, tailServed } of groups) {
		let before: [number, number] = [0, 0];
		for (const { at, served } of admissions) {
			const now = served[position] ?? [0, 0];
			if (now[0] < before[0] || now[1] < before[1]) broken.push(`the call at ${clock(at)} took one back`);
			if (now[0] + now[1] > 0 && (drawnAt === null || at < drawnAt))
				broken.push(`the call at ${clock(at)} came before the draw`);
			before = now;
		}
		if (before[0] !== servedBelow || before[1] !== tailServed)
			broken.push(
				`group ${position + 1} is called up to ${servedBelow} and ${tailServed}, and its calls went to ${before.join(" and ")}`,
			);
	}
	return broken;
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

/** Who was called after somebody who is behind them. Who left and came again is called when they are there. */
function jumped(opening: Opening, known: Map<string, Entered>): string[] {
	const people: string[] = [];
	for (const { position } of opening.groups) {
		const line = [...opening.tickets.values()]
			.filter(({ group, offeredAt }) => group === position && offeredAt !== null)
			.filter(({ id }) => !known.get(id)?.hasLeft)
			.map((ticket) => ({ ...ticket, place: placeOf(ticket, opening) }))
			.sort((a, b) => (a.place[0] ?? 2 ** 33) - (b.place[0] ?? 2 ** 33) || a.place[1] - b.place[1]);
		let soonest = Number.POSITIVE_INFINITY;
		for (const { id, offeredAt } of line.reverse()) {
			if ((offeredAt as number) > soonest)
				people.push(`${id} was called at ${clock(offeredAt)}, after who is behind them`);
			soonest = Math.min(soonest, offeredAt as number);
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
