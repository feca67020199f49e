import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { OfficeTeam } from "./team-schema.ts";

/** A school's teams, by name. Refuses DNIED. */
export function listTeams(who: DeskUser): Promise<OfficeTeam[]> {
	return call<OfficeTeam[]>("list_teams", who.userId);
}
