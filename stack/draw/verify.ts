import { createHash, createHmac } from "node:crypto";
import { faultOfCalls } from "./calls.ts";
import type { DrawRecord, Group } from "./record.ts";

/** What somebody wrote down while it ran. */
export type Noted = { commitments: string[]; tickets: string[] };

/** What in a record does not hold, in one sentence; null if all of it does. */
export function findFault(
	record: DrawRecord,
	noted: Noted = { commitments: [], tickets: [] },
): string | null {
	for (const group of record.groups) {
		const fault = faultOf(group);
		if (fault) return `Group ${group.position + 1}: ${fault}`;
	}
	for (const commitment of noted.commitments) {
		if (!record.groups.some((group) => group.commitment === commitment)) {
			return `No group's promise is ${commitment}: it was changed since it was noted.`;
		}
	}
	for (const hash of noted.tickets) {
		if (!record.groups.some((group) => group.tickets_hash === hash)) {
			return `No group's list of tickets has the hash ${hash}: it was changed since it was noted.`;
		}
	}
	return faultOfCalls(record);
}

function faultOf({ commitment, seed, tickets_hash, drawn, tail }: Group): string | null {
	if (!seed || !drawn) {
		return seed || drawn || tickets_hash || tail.length > 0
			? "something is told of a draw that is still to come."
			: null;
	}
	const key = Buffer.from(seed, "hex");
	if (createHash("sha256").update(key).digest("hex") !== commitment) {
		return "the seed is not the one that was promised.";
	}
	const ids = drawn.map(([id]) => id).sort();
	if (createHash("sha256").update(ids.join("\n")).digest("hex") !== tickets_hash) {
		return "the list of drawn tickets is not the one that was told at the draw.";
	}
	for (const [i, [id, rank]] of drawn.entries()) {
		if (rankOf(key, id) !== rank) return `ticket ${id} has another rank than the seed gives it.`;
		const [before, lower] = drawn[i - 1] ?? ["", -1];
		if (rank < lower || (rank === lower && id <= before))
			return `ticket ${id} is not where its rank puts it.`;
	}
	for (const [i, [id, number, at]] of tail.entries()) {
		if (number !== i + 1)
			return `of those behind the draw, ticket ${id} has number ${number} instead of ${i + 1}.`;
		if (at < (tail[i - 1]?.[2] ?? "")) return `ticket ${id} came before the one that is ahead of it.`;
	}
	const all = [...ids, ...tail.map(([id]) => id)];
	return new Set(all).size < all.length ? "a ticket is in it twice." : null;
}

/** The first 32 bits of HMAC-SHA-256 (seed, ticket id). */
export function rankOf(seed: Buffer, ticket: string): number {
	return createHmac("sha256", seed).update(ticket).digest().readUInt32BE(0);
}

/** Where a ticket stands in its group, in a sentence. */
export function placeOf({ groups }: DrawRecord, ticket: string): string {
	for (const { position, drawn, tail } of groups) {
		const at = (drawn ?? []).findIndex(([id]) => id === ticket);
		const late = tail.find(([id]) => id === ticket);
		if (at >= 0)
			return `Ticket ${ticket} is number ${at + 1} of the ${drawn?.length} drawn in group ${position + 1}.`;
		if (late)
			return `Ticket ${ticket} is number ${late[1]} of those who came after the draw of group ${position + 1}.`;
	}
	return `Ticket ${ticket} is not in this record: its draw is still to come, or it is of another opening.`;
}
