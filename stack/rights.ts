import type pg from "pg";

/** Everything that a role may do to anything of ours, from the catalogue: grants to PUBLIC and inherited ones included. Anybody may ask it. */
export async function rightsOf(database: pg.ClientBase, role: string): Promise<string[]> {
	const { rows } = await database.query<{ may: string }>(
		`
		select 'use schema ' || nspname as may from pg_namespace
			where nspname in ('app', 'api') and has_schema_privilege($1, oid, 'usage')
		union all select 'create in schema ' || nspname from pg_namespace
			where has_schema_privilege($1, oid, 'create')
		union all select 'create schemas' where has_database_privilege($1, current_database(), 'create')
		union all select 'make temporary tables' where has_database_privilege($1, current_database(), 'temporary')
		union all select privilege || ' ' || c.oid::regclass
			from pg_class c join pg_namespace n on n.oid = c.relnamespace,
			unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as privilege
			where n.nspname in ('app', 'api') and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege($1, c.oid, privilege)
		union all select privilege || ' a column of ' || c.oid::regclass
			from pg_class c join pg_namespace n on n.oid = c.relnamespace,
			unnest(array['select', 'insert', 'update', 'references']) as privilege
			where n.nspname in ('app', 'api') and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_any_column_privilege($1, c.oid, privilege)
		union all select privilege || ' ' || c.oid::regclass
			from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest(array['usage', 'select', 'update']) as privilege
			where n.nspname in ('app', 'api') and c.relkind = 'S' and has_sequence_privilege($1, c.oid, privilege)
		union all select distinct 'call ' || n.nspname || '.' || p.proname
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname in ('app', 'api') and has_function_privilege($1, p.oid, 'execute')
		union all select 'be ' || other.rolname from pg_roles other
			where other.rolname <> $1 and pg_has_role($1, other.oid, 'member')
		union all select 'own ' || c.oid::regclass from pg_class c where pg_get_userbyid(c.relowner) = $1
		union all select 'own ' || p.oid::regproc from pg_proc p where pg_get_userbyid(p.proowner) = $1
		union all select 'own schema ' || nspname from pg_namespace where pg_get_userbyid(nspowner) = $1
		union all select 'be above all rules' from pg_roles
			where rolname = $1 and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
		order by 1`,
		[role],
	);
	return rows.map((row) => row.may);
}
