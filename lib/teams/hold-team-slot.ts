import "server-only";
import type { Hold } from "../bookings/answer.ts";
import { type HoldAnswer, readHold } from "../bookings/read-hold.ts";
import { call } from "../db.ts";
import { changed } from "../snapshots.ts";
import type { HoldTeamSlot } from "./schema.ts";

/** Claims a seat with any of a team for some minutes. Refuses as holdSlot, TAKEN when all of them are taken. */
export async function holdTeamSlot(key: string, wish: HoldTeamSlot): Promise<Hold & { teacher: string }> {
	const { team, type, startsAt, durationMinutes = null } = wish;
	const held = await call<HoldAnswer & { teacher: string }>(
		"hold_team_slot",
		key,
		team,
		type,
		startsAt,
		durationMinutes,
	);
	changed(held.teacher);
	return { ...readHold(held), teacher: held.teacher };
}
