import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { readApart } from "../db.ts";
import { env } from "../env.ts";
import { Refusal } from "../refusal.ts";
import type { Replica } from "./schema.ts";

type Said = { replica: boolean; replayed_at: string | null; now: string };

const patienceMs = 4_000;
const againMs = 500;

/**
 * How far the replica is behind what the primary has just committed, at `wroteAt`: it is waited for a moment, and one that is not
 * there by then is as late as what it has, or away where it has said nothing. Null where there is no replica.
 */
export async function replicaLag(wroteAt: string): Promise<Replica | null> {
	if (!env().DATABASE_READ_URL) return null;
	const began = performance.now();
	const wrote = Date.parse(wroteAt);
	for (;;) {
		const said = await heard();
		// It is the primary, by another address.
		if (said && !said.replica) return null;
		const replayed = said?.replayed_at ? Date.parse(said.replayed_at) : 0;
		const waited = performance.now() - began;
		if (said && replayed >= wrote) return there(waited);
		if (waited > patienceMs)
			return said ? there(wrote + waited - replayed) : { replica_away: true, replica_lag_seconds: null };
		await pause(againMs);
	}
}

/** What it says, or nothing where it does not answer. */
async function heard(): Promise<Said | undefined> {
	try {
		return await readApart<Said>("replica_replayed");
	} catch (error) {
		if (error instanceof Refusal && error.code === "BUSY0") return undefined;
		throw error;
	}
}

const there = (lagMs: number): Replica => ({
	replica_away: false,
	replica_lag_seconds: Math.round(lagMs / 100) / 10,
});
