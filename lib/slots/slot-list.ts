import "server-only";
import { type Snapshot, snapshot } from "../snapshots.ts";
import { listSlots } from "./list-slots.ts";
import type { ListSlots, LiveSlotList } from "./schema.ts";

// Holds end and notices pass without anybody doing anything: so long may a list not know of it.
const lifeMs = 4_000;
const soonMs = 5 * 60_000;
// By which everybody sets their clock then. And while times come and go, a replica may be behind the change that ended the copy
// before: what it says is no older than this for long, and the source is asked once a second as the edge asks.
const liveLifeMs = 900;

/** A week's free slots as everybody is sent them: a LiveSlotList, one copy for all. Refuses NTFND. */
export function slotList(wish: ListSlots): Promise<Snapshot> {
	return snapshot({
		topic: wish.teacher,
		key: [wish.type, wish.week, ...(wish.minutes ? [wish.minutes] : [])].join("/"),
		load: async (changedLately) => {
			const { list, opensInMs } = await listSlots(wish);
			const opensSoon = opensInMs !== null && opensInMs <= soonMs;
			const live = changedLately || opensSoon;
			const answer: LiveSlotList = { ...list, live, opensInMs: opensSoon ? opensInMs : null };
			// At the instant it opens, every copy of "not yet" is over.
			return { answer, lifeMs: Math.min(live ? liveLifeMs : lifeMs, opensInMs ?? lifeMs) };
		},
	});
}
