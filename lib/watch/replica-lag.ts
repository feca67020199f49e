import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { isReplicaAway, read } from "../db.ts";
import { env } from "../env.ts";
import type { Replica } from "./schema.ts";

type Said = { replica: boolean; replayed_at: string | null; now: string };

const patienceMs = 4_000;
const againMs = 500;

/**
 * How far the replica is behind what the primary has just committed, at `wroteAt`: it is waited for a moment, and one that is not
 * there by then is as late as what it has. Null where there is no replica.
 */
export async function replicaLag(wroteAt: string): Promise<Replica | null> {
	if (!env().DATABASE_READ_URL) return null;
	const began = performance.now();
	const wrote = Date.parse(wroteAt);
	for (;;) {
		const said = await read<Said>("replica_replayed");
		// The primary answers where the replica does not, and where it is the replica's address that leads to it.
		if (!said.replica) return isReplicaAway() ? { replica_away: true, replica_lag_seconds: null } : null;
		const replayed = said.replayed_at ? Date.parse(said.replayed_at) : 0;
		const waited = performance.now() - began;
		if (replayed >= wrote) return there(waited);
		if (waited > patienceMs) return there(wrote + waited - replayed);
		await pause(againMs);
	}
}

const there = (lagMs: number): Replica => ({
	replica_away: false,
	replica_lag_seconds: Math.round(lagMs / 100) / 10,
});
