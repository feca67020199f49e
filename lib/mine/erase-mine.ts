import "server-only";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import { forgetDevice } from "./device.ts";
import type { MineKey } from "./ref.ts";

/** How much became of it: bookings that were to come, and all that names nobody any more. */
export type Erased = { cancelled: number; erased: number };

/** Erases all that is held of a booker, what is to come cancelled with it. Refuses NTFND, LATE0. */
export async function eraseMine({ bookerId, version }: MineKey): Promise<Erased> {
	const answer = await call<Erased & { teachers: string[] }>("erase_mine", bookerId, version);
	for (const teacher of answer.teachers) {
		changed(teacher);
		offerSoon(teacher);
	}
	forgetDevice();
	return { cancelled: answer.cancelled, erased: answer.erased };
}
