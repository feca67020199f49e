import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";

/** Takes a team away; its teachers and what was booked stand. Refuses DNIED. */
export async function dropTeam(who: DeskUser, { team }: { team: string }): Promise<void> {
	await call("drop_team", who.userId, team);
}
