import "server-only";
import type { LiveSlotList } from "../slots/schema.ts";
import { weeksTouched } from "../time.ts";
import { asked, NotOpened } from "./knock.ts";

const hourMs = 3_600_000;

/** The first free time that is an hour away or more, from the lists that everybody reads. Throws NotOpened, `NONE` where there is none. */
export async function nextStart(teacher: string, type: string): Promise<string> {
	const from = Date.now() + hourMs;
	for (const week of weeksTouched(from, from + 48 * hourMs)) {
		const { slots } = await asked<LiveSlotList>("list", `/api/slots/${teacher}/${type}/${week}`);
		const free = slots.find(({ startsAt }) => Date.parse(startsAt) >= from);
		if (free) return free.startsAt;
	}
	throw new NotOpened("list", "NONE");
}
