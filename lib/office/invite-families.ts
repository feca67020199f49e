import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import type { Family, Invited } from "./schema.ts";

/** Invites families, all of them or none. Refuses DNIED, NTFND, CLOSD, INVAL, LIMIT. */
export async function inviteFamilies(who: DeskUser, opening: string, families: Family[]): Promise<Invited> {
	return call<Invited>("invite_families", who.userId, opening, JSON.stringify(families));
}
