import pg from "pg";

/** A role and a schema for a sign-in server of one's own (Supabase Auth), which makes its tables by itself. */
export async function admitAuth(at: string | pg.ClientConfig, password: string): Promise<void> {
	const client = new pg.Client(at);
	await client.connect();
	try {
		await client.query(`
			do $$ begin
				if not exists (select from pg_roles where rolname = 'supabase_auth_admin') then
					create role supabase_auth_admin noinherit createrole;
				end if;
			end $$;
			-- Who is no superuser may only give a schema to whom they can become.
			grant supabase_auth_admin to current_user;
			create schema if not exists auth authorization supabase_auth_admin;
			do $$ begin
				execute format('grant create on database %I to supabase_auth_admin', current_database());
			end $$;
			alter role supabase_auth_admin set search_path = auth;
			alter role supabase_auth_admin login password ${pg.escapeLiteral(password)}`);
	} finally {
		await client.end();
	}
}
