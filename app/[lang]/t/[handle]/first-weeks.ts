import { cacheLife, cacheTag } from "next/cache";
import { patiently } from "@/lib/patiently";
import { listSlots } from "@/lib/slots/list-slots";
import { weeksTouched } from "@/lib/time";

/** What is free in the coming days, for the first paint; the browser asks for fresher news at once. */
export async function firstWeeks(teacher: string, type: string | undefined) {
	"use cache";
	cacheTag(`teacher:${teacher}`);
	cacheLife("minutes");
	const now = Date.now();
	// Seven days in any zone.
	const until = now + 7.5 * 86_400_000;
	const weeks = type ? weeksTouched(now, until) : [];
	const lists = await Promise.all(
		weeks.map((week) => patiently(() => listSlots({ teacher, type: type ?? "", week }, { afterEdit: true }))),
	);
	return {
		type,
		now,
		lists: lists.map(({ list }) => ({ ...list, slots: list.slots.filter(before(until)) })),
	};
}

function before(end: number) {
	return ({ startsAt }: { startsAt: string }) => Date.parse(startsAt) < end;
}
