import type pg from "pg";
import { rightsOf } from "../rights.ts";
import { mend, unasked, type Verdict, well } from "./finding.ts";

const server = "firstbell_server";

/** Whom the app signs in as. Everything that keeps it from the tables hangs on that. */
export async function role(client: pg.Client, variable = "DATABASE_URL"): Promise<Verdict> {
	const { rows } = await client.query<{ name: string }>("select session_user as name");
	const name = rows[0]?.name;
	if (name === server) return well(`${server} is whom the app signs in as`);
	return mend(
		`${variable} signs in as ${name}, whom nothing here keeps from the tables: let it name ${server} (docs/deploying.md, step 3)`,
	);
}

/** That it may call each verb, without which some pages fail and others do not. */
export async function verbs(client: pg.Client): Promise<Verdict> {
	const { rows } = await client.query<{ name: string; may: boolean; usage: boolean }>(
		`select p.proname as name, has_function_privilege($1, p.oid, 'execute') as may,
			has_schema_privilege($1, n.oid, 'usage') as usage
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'api' order by 1`,
		[server],
	);
	if (rows.length === 0) return unasked("until migrations is mended");
	const again = `run as postgres: grant usage on schema api to ${server}; grant execute on all functions in schema api to ${server};`;
	if (!rows[0]?.usage) return mend(`${server} may not use the schema api; ${again}`);
	const missing = rows.filter(({ may }) => !may).map(({ name }) => name);
	if (missing.length) return mend(`${server} may not call ${some(missing)}; ${again}`);
	return well(`${server} may call all ${rows.length} verbs`);
}

/** That it may do nothing else. */
export async function noMore(client: pg.Client): Promise<Verdict> {
	const more = (await rightsOf(client, server)).filter((each) => !/^(call|use schema) api\b/.test(each));
	if (more.length)
		return mend(`${server} may also ${some(more)}: revoke it, from ${server} and from public, as postgres`);
	return well(`${server} may do nothing else, in app or anywhere`);
}

/** That whoever has the publishable key, which a browser may have, reaches nothing of ours. */
export async function strangers(client: pg.Client): Promise<Verdict> {
	const { rows } = await client.query<{ name: string }>(
		"select rolname as name from pg_roles where rolname in ('anon', 'authenticated', 'service_role') order by 1",
	);
	const names = rows.map(({ name }) => name);
	if (names.length === 0)
		return mend("there is no role anon: this is not the database of a Supabase project");
	const found: string[] = [];
	for (const name of names)
		for (const each of await rightsOf(client, name))
			if (/\b(app|api)\b/.test(each)) found.push(`${name} may ${each}`);
	if (found.length)
		return mend(
			`${some(found)}: revoke it, from that role and from public, as postgres; \`supabase db push\` does not`,
		);
	return well(`${names.join(", ")} may use, see and call nothing of app and api`);
}

const some = (all: string[]) =>
	all.length > 3 ? `${all.slice(0, 3).join(", ")} and ${all.length - 3} more` : all.join(", ");
