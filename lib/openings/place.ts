import type { GroupStatus, OpeningStatus, Ticket } from "./schema.ts";

/** Where somebody is in a draw that is done: whose turn it is, or behind how many, from how many at first, of how many. */
export type Place = { turn: boolean; ahead: number; atFirst: number; of: number; exact: boolean };

const ranks = 2 ** 32;

/**
 * A ticket's rank in its draw: the first 32 bits of HMAC-SHA-256, the seed as key and the ticket's id as message.
 * Anybody can compute it, and compares it with how far the opening has come.
 */
export async function rankOf(seed: string, ticketId: string): Promise<number> {
	const { subtle } = globalThis.crypto;
	const bytes = Uint8Array.from(seed.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
	const key = await subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const mac = await subtle.sign("HMAC", key, new TextEncoder().encode(ticketId));
	return new DataView(mac).getUint32(0);
}

/** Undefined before the draw of its group, and for who came after it and has no number yet. */
export function placeOf(
	{ groups }: Pick<OpeningStatus, "groups">,
	ticket: Pick<Ticket, "group" | "inDraw" | "tailNo">,
	rank: number | undefined,
): Place | undefined {
	const group = groups[ticket.group];
	if (!group?.seed) return undefined;
	const earlier = groups.filter((other, position) => other.seed && comesBefore(other, position));
	const before = sum(earlier.map(waitingIn));
	const of = group.drawn + group.tail + before;
	if (ticket.inDraw) {
		if (rank === undefined) return undefined;
		const turn = rank < group.servedBelow;
		// The others' ranks are spread evenly; nobody stands before themselves.
		const others = Math.max(0, group.drawn - 1);
		const ahead = turn ? 0 : before + Math.round((others * (rank - group.servedBelow)) / ranks);
		const atFirst = sum(earlier.map(everIn)) + Math.round((others * rank) / ranks);
		return { turn, ahead, atFirst, of, exact: false };
	}
	if (ticket.tailNo === null) return undefined;
	const turn = ticket.tailNo <= group.tailServed;
	const ahead = turn ? 0 : before + drawnLeft(group) + ticket.tailNo - group.tailServed - 1;
	const atFirst = sum(earlier.map(everIn)) + group.drawn + ticket.tailNo - 1;
	return { turn, ahead, atFirst, of, exact: before === 0 && drawnLeft(group) === 0 };

	function comesBefore(other: GroupStatus, position: number): boolean {
		const [theirs, ours] = [Date.parse(other.opensAt), Date.parse(group?.opensAt ?? "")];
		return theirs < ours || (theirs === ours && position < ticket.group);
	}
}

/** How many groups are open at an instant: the phase that a status is asked for. */
export function phaseAt(groups: readonly { opensAt: string }[], now: number): number {
	return groups.filter(({ opensAt }) => Date.parse(opensAt) <= now).length;
}

function waitingIn(group: GroupStatus): number {
	return drawnLeft(group) + group.tail - group.tailServed;
}

/** Who is called from behind the draw is called when nobody of it is left. */
function drawnLeft({ drawn, servedBelow, tailServed }: GroupStatus): number {
	return tailServed > 0 ? 0 : Math.round((drawn * (ranks - servedBelow)) / ranks);
}

const everIn = ({ drawn, tail }: GroupStatus) => drawn + tail;
const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
