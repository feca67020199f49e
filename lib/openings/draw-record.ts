import "server-only";
import { read } from "../db.ts";
import { type Snapshot, snapshot } from "../snapshots.ts";
import { topicOf } from "./opening-status.ts";

// It may be long, and nobody is in a hurry for it.
const lifeMs = 10_000;

/** The record by which anybody can compute the order of an opening again, as SQL gives it. Refuses NTFND. */
export function drawRecord(id: string): Promise<Snapshot> {
	return snapshot({
		topic: topicOf(id),
		key: "record",
		load: async () => ({ answer: await read<object>("draw_record", id), lifeMs }),
	});
}
