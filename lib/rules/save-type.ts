import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import { readType, type TypeAnswer, writeType } from "./read-type.ts";
import type { OutsideBooking } from "./schema.ts";
import type { DeskType } from "./type-schema.ts";

/** Saves a type; from then on nobody sees the old one. Refuses DNIED, NTFND, STALE, LIMIT, INVAL. */
export async function saveType(
	who: DeskUser,
	{ id, version, ...wish }: DeskType,
): Promise<{ type: DeskType; outside: OutsideBooking[] }> {
	const saved = await call<Edited & { type: TypeAnswer }>(
		"save_type",
		who.userId,
		id,
		version,
		JSON.stringify(writeType(wish)),
	);
	return { type: readType(saved.type), ...readEdited(saved) };
}
