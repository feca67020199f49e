import "server-only";
import { LRUCache } from "lru-cache";
import { call } from "../db.ts";
import { type Snapshot, seal } from "../snapshots.ts";

// It may be megabytes, and nobody is in a hurry for it: kept by each instance for itself, and by an edge for as long.
export const recordSeconds = 30;
const kept = new LRUCache<string, Promise<Snapshot>>({ max: 20, ttl: recordSeconds * 1_000 });

/** The record by which anybody can compute the order of an opening again, as SQL gives it. Refuses NTFND. */
export function drawRecord(id: string): Promise<Snapshot> {
	const known = kept.get(id);
	if (known) return known;
	const asked = call<object>("draw_record", id).then(seal);
	kept.set(id, asked);
	asked.catch(() => kept.delete(id));
	return asked;
}
