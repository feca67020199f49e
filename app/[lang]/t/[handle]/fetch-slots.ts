import { ServerClock } from "@/lib/openings/server-clock";
import type { LiveSlotList, Slot } from "@/lib/slots/schema";
import { addDays, type Day, dayOf, startOfDay, weeksTouched } from "@/lib/time";
import { retryAfter } from "../../../_ui/wait.ts";
import type { ListWish } from "./host.ts";

/** The server asks for patience: `wait` milliseconds of it. */
export class Slow extends Error {
	readonly wait: number;
	constructor(seconds: number) {
		super("The server is busy.");
		this.wait = seconds * 1000;
	}
}

/** One path a week, the same for everybody, so that a cache close by answers nearly all of them. */
export async function fetchSlots({ of, type, minutes }: ListWish, week: string): Promise<LiveSlotList> {
	const path = ["/api", of, type, week, ...(minutes ? [minutes] : [])].join("/");
	const rest = (rests.get(path) ?? 0) - Date.now();
	if (rest > 0) throw new Slow(rest / 1000);
	const sent = performance.now();
	const response = await fetch(path, { signal: AbortSignal.timeout(10_000) });
	if (response.ok) return hear({ ...open, ...(await response.json()) }, sent);
	const seconds = retryAfter(response);
	rests.set(path, Date.now() + seconds * 1000);
	throw new Slow(seconds);
}

/** What the list of a team leaves out: it has no bell, since what waits for an opening is not in it. */
const open = { opensAt: null, opensInMs: null, closed: false, live: false };

/** What time it is where it is decided what has opened; it is told by lists that open soon. */
export const serverClock = new ServerClock();

function hear(list: LiveSlotList, sent: number): LiveSlotList {
	if (list.opensAt && list.opensInMs !== null) {
		const now = new Date(Date.parse(list.opensAt) - list.opensInMs).toISOString();
		serverClock.hearCopy({ sent, received: performance.now(), now });
	}
	return list;
}

/** Until when a list is not to be asked for, whoever would like to: a timer, a tab that comes back, a connection. */
const rests = new Map<string, number>();

/** The first free time on or after a day, looking week by week, and no further than `lastDay`. */
export async function findNextFree(
	wish: ListWish & { zone: string },
	from: Day,
	lastDay: Day,
): Promise<Slot | undefined> {
	const start = startOfDay(from, wish.zone);
	const end = startOfDay(addDays(lastDay, 1), wish.zone);
	for (const week of start < end ? weeksTouched(start, end) : []) {
		const { slots } = await fetchSlots(wish, week);
		const next = slots.find(({ startsAt }) => dayOf(startsAt, wish.zone) >= from);
		if (next) return next;
	}
	return undefined;
}
