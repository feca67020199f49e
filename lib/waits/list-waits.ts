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
};

/** Who waits for a time with a teacher, type by type in their order. Refuses DNIED. */
export async function listWaits(who: DeskUser): Promise<ListedWait[]> {
	const waits = await call<Answer[]>("list_waits", who.userId);
	return waits.map(
		({ id, type, minutes, kind, name, email, wanted_from, offered_at, held_until, time_zone }) => ({
			...{ id, type, minutes, kind, name, email },
			wantedFrom: wanted_from && isoInstant(wanted_from),
			offeredAt: offered_at && isoInstant(offered_at),
			heldUntil: held_until && isoInstant(held_until),
			timeZone: time_zone,
		}),
	);
}
