import "server-only";
import { call, read } from "../db.ts";
import type { TeamCard } from "./schema.ts";

/** Teams whose name, subject or school has every word of `q`, by name; all for an empty one. At most 200. */
export function findTeams({ q }: { q: string }, { afterEdit = false } = {}): Promise<TeamCard[]> {
	const ask = afterEdit ? call : read;
	return ask<TeamCard[]>("find_teams", q);
}
