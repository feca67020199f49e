import "server-only";
import { weeksTouched } from "../time.ts";
import type { LiveSlotList, Slot } from "./schema.ts";
import { slotList } from "./slot-list.ts";

type Wish = { teacher: string; type: string; minutes?: number | undefined; from: number; until: number };

/** What is free from one instant up to another, by the lists that everybody is sent. Refuses NTFND, BUSY0. */
export async function freeBetween({ teacher, type, minutes, from, until }: Wish): Promise<Slot[]> {
	const weeks = from < until ? weeksTouched(from, until) : [];
	const copies = await Promise.all(weeks.map((week) => slotList({ teacher, type, week, minutes })));
	return copies
		.flatMap(({ body }) => (JSON.parse(body) as LiveSlotList).slots)
		.filter(({ startsAt }) => Date.parse(startsAt) >= from && Date.parse(startsAt) < until);
}
