import pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { admitAuth } from "../embedded/admit-auth.ts";
import { admitServer } from "../embedded/admit-server.ts";
import { likeHosted } from "../embedded/like-hosted.ts";
import { migrate } from "../embedded/migrate.ts";

/**
 * Makes the database of `env.DATABASE_ADMIN_URL` ready for the app, and gives how many migrations that took. Refuses
 * (CannotStart) without it, and where it does not answer.
 */
export async function makeReady(
	env: Record<string, string | undefined>,
	log: (line: string) => void,
): Promise<number> {
	const { DATABASE_ADMIN_URL: adminUrl, SERVER_PASSWORD: password, AUTH_PASSWORD: authPassword } = env;
	if (!adminUrl)
		throw new CannotStart(
			"DATABASE_ADMIN_URL is missing: a superuser's connection, straight to the primary.",
		);
	const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
	await client.connect().catch((error: Error) => {
		throw new CannotStart(
			`The database does not answer, and nothing was changed: ${error.message || "no connection"}`,
		);
	});
	try {
		await client.query(likeHosted);
	} finally {
		await client.end();
	}
	if (authPassword) await admitAuth(adminUrl, authPassword);
	const applied = await migrate(adminUrl, log);
	if (password) await admitServer(adminUrl, password);
	return applied;
}
