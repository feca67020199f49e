import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { LRUCache } from "lru-cache";
import { call, read } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { type Snapshot, snapshot } from "../snapshots.ts";
import { lately } from "./pulse.ts";
import type { OpeningStatus } from "./schema.ts";

/** What app.opening_status gives. */
export type StatusAnswer = {
	now: string;
	state: OpeningStatus["state"];
	joins_at: string;
	closes_at: string | null;
	per_minute: number;
	free_seats: number | null;
	free_by_teacher: Record<string, number> | null;
	groups: {
		opens_at: string;
		opens_in_ms: number;
		commitment: string;
		seed: string | null;
		tickets_hash: string | null;
		drawn: number;
		served_below: number;
		tail: number;
		tail_served: number;
	}[];
};

const lifeMs = 900;
/** Openings that there are. */
const made = new LRUCache<string, true>({ max: 1_000 });
// A clock may be a little fast: whoever asks for what is about to be true waits for it here, rather than a second more.
const soonMs = 500;
// A copy says how far off the bell was when it was made, and may stand for so long, another instance's a moment more.
const oldestMs = 1_200;
const againMs = 100;

/** `early` is one from before a bell that its asker believes to have rung: nobody may keep it under that phase. */
export type StatusCopy = Snapshot & { early: boolean };

/**
 * What everybody in a waiting room is told, one copy for all. Making it is also what moves the opening on: the database
 * takes a step, once a second at most, however many ask. `phase` is how many groups the asker believes to be open, so
 * that at the instant one opens nobody finds a copy from before it. Refuses NTFND.
 */
export async function openingStatus(id: string, phase: number): Promise<StatusCopy> {
	for (;;) {
		const copy = await current(id);
		const { groups } = JSON.parse(copy.body) as OpeningStatus;
		const bells = groups.map(({ opensInMs }) => opensInMs).filter((ms) => ms > 0);
		const early = groups.length - bells.length < Math.min(phase, groups.length);
		const nextMs = Math.min(...bells);
		if (!early || nextMs > soonMs + oldestMs) return { ...copy, early };
		await pause(Math.min(nextMs, againMs) + 5);
	}
}

function current(id: string): Promise<Snapshot> {
	return snapshot({
		topic: topicOf(id),
		key: "status",
		load: async () => {
			// What nobody has made is not let in at the pool like what a whole waiting room waits for.
			if (!made.has(id)) await read("get_opening", id);
			made.set(id, true);
			const answer = await call<StatusAnswer>("pace_opening", id, JSON.stringify(await lately(id)));
			const opensIn = answer.groups.map(({ opens_in_ms }) => opens_in_ms).filter((ms) => ms > 0);
			return { answer: readStatus(answer), lifeMs: Math.min(lifeMs, ...opensIn) };
		},
	});
}

/** What a change of an opening is told of. */
export const topicOf = (openingId: string) => `opening-${openingId}`;

export function readStatus(answer: StatusAnswer): OpeningStatus {
	return {
		now: isoInstant(answer.now),
		state: answer.state,
		joinsAt: isoInstant(answer.joins_at),
		closesAt: answer.closes_at && isoInstant(answer.closes_at),
		perMinute: answer.per_minute,
		freeSeats: answer.free_seats,
		freeByTeacher: answer.free_by_teacher,
		groups: answer.groups.map((group) => ({
			opensAt: isoInstant(group.opens_at),
			opensInMs: group.opens_in_ms,
			commitment: group.commitment,
			seed: group.seed,
			ticketsHash: group.tickets_hash,
			drawn: group.drawn,
			servedBelow: group.served_below,
			tail: group.tail,
			tailServed: group.tail_served,
		})),
	};
}
