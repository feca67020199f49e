import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeams } from "../teams/renew-teams.ts";

/** Takes a team away; its teachers and what was booked stand. Refuses DNIED. */
export async function dropTeam(who: DeskUser, { team }: { team: string }): Promise<void> {
	const handle = await call<string | null>("drop_team", who.userId, team);
	if (handle) renewTeams(handle);
}
