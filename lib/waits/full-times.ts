import "server-only";
import { read } from "../db.ts";
import { isoInstant } from "../instant.ts";
import type { ListSlots } from "../slots/schema.ts";
import { weekBounds } from "../slots/week-bounds.ts";
import { type Snapshot, snapshot } from "../snapshots.ts";
import type { FullTimes } from "./schema.ts";

const lifeMs = 10_000;

/** What of a week is taken and can be waited for, as everybody is sent it: one copy for all. Refuses NTFND. */
export function fullTimes({ teacher, type, week, minutes = undefined }: ListSlots): Promise<Snapshot> {
	const { from, until } = weekBounds(week);
	return snapshot({
		topic: teacher,
		key: ["full", type, week, ...(minutes ? [minutes] : [])].join("/"),
		load: async () => {
			const { starts } = await read<FullTimes>("list_full", teacher, type, from, until, minutes ?? null);
			const answer: FullTimes = { starts: starts.map(isoInstant) };
			return { answer, lifeMs };
		},
	});
}
