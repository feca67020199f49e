import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeams } from "../teams/renew-teams.ts";
import type { DropTeam } from "./team-schema.ts";

/** Takes a team away; its teachers and what was booked stand. Refuses DNIED, STALE. */
export async function dropTeam(who: DeskUser, { team, version }: DropTeam): Promise<void> {
	const handle = await call<string | null>("drop_team", who.userId, team, version ?? null);
	if (handle) renewTeams(handle);
}
