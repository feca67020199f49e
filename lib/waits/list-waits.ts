import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import type { ListedWait } from "./schema.ts";

type Answer = Pick<ListedWait, "id" | "type" | "minutes" | "kind" | "name" | "email"> & {
	wanted_from: string | null;
	offered_at: string | null;
	held_until: string | null;
	time_zone: string;
	is_unreached: boolean;
};

/** Who waits for a time with a teacher, type by type in their order. Refuses DNIED. */
export async function listWaits(who: DeskUser): Promise<ListedWait[]> {
	const waits = await call<Answer[]>("list_waits", who.userId);
	return waits.map((wait) => {
		const { id, type, minutes, kind, name, email } = wait;
		return {
			...{ id, type, minutes, kind, name, email },
			wantedFrom: wait.wanted_from && isoInstant(wait.wanted_from),
			offeredAt: wait.offered_at && isoInstant(wait.offered_at),
			heldUntil: wait.held_until && isoInstant(wait.held_until),
			timeZone: wait.time_zone,
			isUnreached: wait.is_unreached,
		};
	});
}
