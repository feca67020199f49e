import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type RulesAnswer, readRules } from "./read-rules.ts";
import type { Rules } from "./schema.ts";

/** All that decides when a teacher can be booked. Refuses DNIED for a user who is no teacher. */
export async function openRules(who: DeskUser): Promise<Rules> {
	return readRules(await call<RulesAnswer>("open_rules", who.userId));
}
