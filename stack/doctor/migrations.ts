import { readdirSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { projectRoot } from "../embedded/data-folder.ts";
import { mend, unasked, type Verdict, well } from "./finding.ts";

/** That the database has each migration of this code. */
export async function migrations(client: pg.Client): Promise<Verdict> {
	const versions = readdirSync(join(projectRoot, "supabase", "migrations"))
		.sort()
		.map((file) => file.split("_")[0] ?? "");
	const push = "run `supabase db push`, and only then deploy";
	let missing = versions;
	try {
		const { rows } = await client.query<{ version: string }>(
			"select version from unnest($1::text[]) as version where not api.has_migration(version) order by 1",
			[versions],
		);
		missing = rows.map(({ version }) => version);
	} catch (error) {
		const { code } = error as pg.DatabaseError;
		if (code === "42501") return unasked("until verbs is mended");
		// No such schema, no such function.
		if (code !== "3F000" && code !== "42883") throw error;
	}
	if (missing.length === versions.length) return mend(`none is applied, or their history is lost; ${push}`);
	if (missing.length)
		return mend(`${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not applied; ${push}`);
	return well(`all ${versions.length} are applied, up to ${versions.at(-1)}`);
}
