import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeams } from "../teams/renew-teams.ts";
import type { OfficeTeam } from "./team-schema.ts";

/** Saves a team; from then on nobody sees the old one. Refuses DNIED, NTFND, STALE, LIMIT, INVAL. */
export async function saveTeam(who: DeskUser, { id, version, ...wish }: OfficeTeam): Promise<OfficeTeam> {
	const saved = await call<OfficeTeam>("save_team", who.userId, id, version, JSON.stringify(wish));
	renewTeams(saved.handle);
	return saved;
}
