import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import pg from "pg";
import type { Secrets } from "./data-folder.ts";
import { likeHosted } from "./like-hosted.ts";

export type Lite = { fetch(request: Request): Promise<Response>; close(): Promise<void> };
export type Mail = { to: string; text?: string };

/**
 * Makes the database look as a hosted Supabase project does before its first migration: roles, the schemas `extensions`
 * and `auth`, `auth.uid()` and its sisters. Returns Supabase's own small Auth server, which keeps its tables there.
 */
export async function prepareAuth(options: {
	adminUrl: string;
	appUrl: string;
	secrets: Secrets;
	send: (mail: Mail) => Promise<void>;
}): Promise<Lite> {
	const client = new pg.Client({ connectionString: options.adminUrl });
	await client.connect();
	const connection = createPostgresConnection({
		url: options.adminUrl,
		postgresOptions: { max: 4, idle_timeout: 20, onnotice: () => {} },
	});
	try {
		await client.query(likeHosted);
		const app = new App({
			connection,
			// Its REST side grants everything on everything at each start: off. The app speaks to Postgres itself.
			api: { enabled: false },
			auth: {
				enabled: true,
				jwt_secret: options.secrets.authSecret,
				publishable_key: options.secrets.publishableKey,
				site_url: options.appUrl,
				email: { enable_confirmations: true, otp_length: 6, otp_expiry: 600 },
			},
			options: { drivers: { email: { send: options.send } } },
		});
		await app.ensureSystemSchema();
		// Each ensureSystemSchema writes these anew, and its own do not read the claims as PostgREST passes them.
		await client.query(authHelpers);
		return { fetch: async (request) => app.fetch(request), close: () => connection.close() };
	} finally {
		await client.end();
	}
}

const claim = (name: string) => `coalesce(
  nullif(current_setting('request.jwt.claim.${name}', true), ''),
  nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> '${name}')`;

const authHelpers = `
grant usage on schema auth to anon, authenticated, service_role;
create or replace function auth.uid() returns uuid language sql stable as $$ select ${claim("sub")}::uuid $$;
create or replace function auth.role() returns text language sql stable as $$ select ${claim("role")} $$;
create or replace function auth.email() returns text language sql stable as $$ select ${claim("email")} $$;
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claim', true), ''), nullif(current_setting('request.jwt.claims', true), ''))::jsonb
$$;
grant execute on function auth.uid(), auth.role(), auth.email(), auth.jwt() to anon, authenticated, service_role;
`;
