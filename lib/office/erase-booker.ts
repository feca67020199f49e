import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { Erased } from "../mine/erase-mine.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";

/** Erases at their request what a booker has at one's school. Refuses DNIED. */
export async function eraseBooker(who: DeskUser, email: string): Promise<Erased> {
	const { teachers, cancelled, erased } = await call<Erased & { teachers: string[] }>(
		"erase_booker",
		who.userId,
		email,
	);
	for (const teacher of teachers) {
		changed(teacher);
		offerSoon(teacher);
	}
	return { cancelled, erased };
}
