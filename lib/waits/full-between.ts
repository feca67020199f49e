import "server-only";
import { weeksTouched } from "../time.ts";
import { fullTimes } from "./full-times.ts";
import type { FullTimes } from "./schema.ts";

type Wish = { teacher: string; type: string; minutes?: number | undefined; from: number; until: number };

/** What is taken and can be waited for, from one instant up to another, by the lists that everybody is sent. Refuses NTFND, BUSY0. */
export async function fullBetween({
	teacher,
	type,
	minutes,
	from,
	until,
}: Wish): Promise<{ startsAt: string }[]> {
	const weeks = from < until ? weeksTouched(from, until) : [];
	const copies = await Promise.all(weeks.map((week) => fullTimes({ teacher, type, week, minutes })));
	return copies
		.flatMap(({ body }) => (JSON.parse(body) as FullTimes).starts)
		.filter((at) => Date.parse(at) >= from && Date.parse(at) < until)
		.map((startsAt) => ({ startsAt }));
}
