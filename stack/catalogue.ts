import type pg from "pg";

/** All that a database has in `app` and `api`, each kind as a query of (what, how). Names only, never an order of columns. */
const kinds: Record<string, string> = {
	schema: `select nspname, nspacl::text from pg_namespace n where nspname in ('app', 'api')`,
	extension: `select extname, extnamespace::regnamespace::text from pg_extension where extname <> 'plpgsql'`,
	table: `
		select c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text, c.reloptions::text)
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('app', 'api') and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')`,
	column: `
		select c.relname || '.' || a.attname, concat_ws(' ',
			format_type(a.atttypid, a.atttypmod), 'not null ' || a.attnotnull, a.attidentity, a.attgenerated,
			pg_get_expr(d.adbin, d.adrelid), nullif(a.attcollation, 0)::regcollation::text, a.attacl::text)
		from pg_attribute a
		join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v', 'm', 'c')
		join pg_namespace n on n.oid = c.relnamespace
		left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
		where n.nspname in ('app', 'api') and a.attnum > 0 and not a.attisdropped`,
	constraint: `
		select coalesce(nullif(c.conrelid, 0)::regclass::text, c.contypid::regtype::text) || '.' || c.conname,
			pg_get_constraintdef(c.oid) || ' ' || c.convalidated
		from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname in ('app', 'api')`,
	index: `select indexname, indexdef from pg_indexes where schemaname in ('app', 'api')`,
	function: `
		select p.oid::regprocedure::text, pg_get_functiondef(p.oid) || coalesce(p.proacl::text, 'default') || coalesce(obj_description(p.oid, 'pg_proc'), '')
		from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('app', 'api') and p.prokind <> 'a'`,
	trigger: `
		select t.tgrelid::regclass::text || '.' || t.tgname, concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
		from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('app', 'api') and not t.tgisinternal`,
	policy: `select tablename || '.' || policyname, concat_ws(' ', permissive, roles::text, cmd, qual, with_check) from pg_policies`,
	type: `
		select t.oid::regtype::text, concat_ws(' ', t.typtype, t.typacl::text,
			(select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
		from pg_type t join pg_namespace n on n.oid = t.typnamespace
		where n.nspname in ('app', 'api') and t.typtype in ('e', 'd', 'r', 'c')`,
	"default privilege": `
		select concat_ws(' ', defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace, defaclobjtype), defaclacl::text from pg_default_acl`,
	database: `select 'this one', regexp_replace(datacl::text, '"', '', 'g') from pg_database where datname = current_database()`,
};

/** The catalogue as sorted lines, `kind name: definition`. */
export async function catalogue(admin: pg.ClientBase): Promise<string[]> {
	const lines: string[] = [];
	for (const [kind, query] of Object.entries(kinds)) {
		const { rows } = await admin.query<string[]>({ text: query, rowMode: "array" });
		for (const [name, definition] of rows) lines.push(`${kind} ${name}: ${definition}`);
	}
	return lines.sort();
}

/** What each of two catalogues has and the other lacks. */
export function differences(ours: string[], theirs: string[]): { ours: string[]; theirs: string[] } {
	return {
		ours: ours.filter((line) => !theirs.includes(line)),
		theirs: theirs.filter((line) => !ours.includes(line)),
	};
}
