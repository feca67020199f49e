import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { OfficeTeam } from "./team-schema.ts";

/** Saves a team. Refuses DNIED, NTFND, STALE, LIMIT, INVAL. */
export function saveTeam(who: DeskUser, { id, version, ...wish }: OfficeTeam): Promise<OfficeTeam> {
	return call<OfficeTeam>("save_team", who.userId, id, version, JSON.stringify(wish));
}
