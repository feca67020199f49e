/**
 * What Supabase's advisors (`supabase db advisors`, the lints of github.com/supabase/splinter) look for, in our own words and for all of
 * `public`, `app` and `api`: each a query of what it finds, under the name that it has there. With SPLINTER_SQL, the path of that
 * project's splinter.sql, the tests run the published ones, too.
 */
const ours = `n.nspname in ('public', 'app', 'api')`;
const noExtension = (oid: string) =>
	`not exists (select from pg_depend where objid = ${oid} and deptype = 'e')`;

export const advisors: Record<string, string> = {
	/** By its first columns at least, in whichever order: those a deletion has to look through are few then. */
	unindexed_foreign_keys: `
		select c.conrelid::regclass || '.' || c.conname as found from pg_constraint c join pg_namespace n on n.oid = c.connamespace
		where ${ours} and c.contype = 'f' and not exists (
			select from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indkey[0] = any(c.conkey))`,
	auth_users_exposed: `
		select distinct c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
		join pg_rewrite r on r.ev_class = c.oid join pg_depend d on d.objid = r.oid
		join pg_class used on used.oid = d.refobjid and used.relnamespace = to_regnamespace('auth')
		where ${ours} and c.relkind in ('v', 'm')`,
	no_primary_key: `
		select c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and c.relkind in ('r', 'p') and ${noExtension("c.oid")}
			and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
	duplicate_index: `
		select min(i.indexrelid::regclass::text) as found from pg_index i
		join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${ours}
		group by i.indrelid, i.indkey::text, i.indclass::text, i.indoption::text, coalesce(pg_get_expr(i.indexprs, i.indrelid), ''),
			coalesce(pg_get_expr(i.indpred, i.indrelid), ''), (select relam from pg_class where oid = i.indexrelid)
		having count(*) > 1`,
	security_definer_view: `
		select c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and c.relkind = 'v' and not coalesce(c.reloptions::text ~ 'security_invoker=(true|on|1|yes)', false)`,
	/** A function that runs as who calls it takes their path; those of \`app\` have no other callers than what has pinned it. */
	function_search_path_mutable: `
		select p.oid::regprocedure::text as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where ${ours} and ${noExtension("p.oid")} and not coalesce(p.proconfig::text ~ 'search_path=', false)
			and (p.prosecdef or n.nspname <> 'app' or exists (
				select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner))`,
	rls_disabled_in_public: `
		select c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and c.relkind in ('r', 'p') and not c.relrowsecurity and ${noExtension("c.oid")}`,
	rls_policy_always_true: `
		select tablename || '.' || policyname as found from pg_policies n2
		where schemaname in ('public', 'app', 'api') and (qual = 'true' or with_check = 'true')`,
	extension_in_public: `
		select e.extname as found from pg_extension e join pg_namespace n on n.oid = e.extnamespace where n.nspname = 'public'`,
	materialized_view_in_api: `
		select c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and c.relkind = 'm'`,
	foreign_table_in_api: `
		select c.oid::regclass::text as found from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and c.relkind = 'f'`,
	unsupported_reg_types: `
		select c.oid::regclass || '.' || a.attname as found from pg_attribute a join pg_class c on c.oid = a.attrelid
		join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0
			and a.atttypid = any('{regcollation,regconfig,regdictionary,regnamespace,regoper,regoperator,regproc,regprocedure}'::regtype[])`,
	/** 0028 and 0029: what anybody with the publishable key could call as its owner. */
	security_definer_function_executable: `
		select p.oid::regprocedure || ' by ' || r.rolname as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace,
			pg_roles r where ${ours} and p.prosecdef and r.rolname in ('anon', 'authenticated')
			and has_function_privilege(r.oid, p.oid, 'execute')`,
	/** 0026 and 0027, and all else that the Data API would show. */
	exposed_table: `
		select c.oid::regclass || ' to ' || r.rolname as found from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r
		where ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'f') and r.rolname in ('anon', 'authenticated')
			and has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')`,
};

/**
 * What the published ones say and we leave so. Of levels: INFO is what one may want to know. Nobody but the server asks, so that no table
 * has a policy; a database that was just made has used no index; functions of \`app\` see above.
 */
export const accepted = new Set([
	"rls_enabled_no_policy",
	"unused_index",
	"unindexed_foreign_keys",
	"function_search_path_mutable",
]);
