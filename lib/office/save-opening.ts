import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type OwnOpeningAnswer, readOwnOpening } from "./read-own-opening.ts";
import { renewOpening, teachersOf } from "./renew-opening.ts";
import type { OwnOpening, SaveOpening } from "./schema.ts";

/** Makes an opening, or changes one. Refuses DNIED, NTFND, STALE, INVAL. */
export async function saveOpening(who: DeskUser, id: string, wish: SaveOpening): Promise<OwnOpening> {
	// Who was in it, and waits for another from now on.
	const before = wish.version === 0 ? [] : await teachersOf(id);
	const { beside, ...saved } = await call<OwnOpeningAnswer & { beside?: string[] }>(
		"save_opening",
		who.userId,
		id,
		wish.version,
		JSON.stringify({
			name: wish.name,
			teacher: wish.teacher,
			type: wish.type,
			audience: wish.audience,
			waiting_room: wish.waitingRoom,
			bookings_each: wish.bookingsEach,
			joins_at: wish.joinsAt,
			closes_at: wish.closesAt,
			groups: wish.groups.map(({ name, opensAt }) => ({ name, opens_at: opensAt })),
		}),
	);
	renewOpening(id, new Set([...before, ...(await teachersOf(id))]), beside);
	return readOwnOpening(saved);
}
