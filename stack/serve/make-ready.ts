import pg from "pg";
import { addressOf } from "../../lib/database-address.ts";
import { CannotStart } from "../cannot-start.ts";
import { admitAuth } from "../embedded/admit-auth.ts";
import { admitServer } from "../embedded/admit-server.ts";
import { likeHosted } from "../embedded/like-hosted.ts";
import { migrate } from "../embedded/migrate.ts";
import { ownersAddress } from "../owners-address.ts";

/**
 * Makes the database of `env.DATABASE_ADMIN_URL` ready for the app, and gives how many migrations that took. Refuses
 * (CannotStart) without it, where it is open to others on the way, and where it does not answer. Believes the authority in `env.DATABASE_CA`, as the app does.
 */
export async function makeReady(
	env: Record<string, string | undefined>,
	log: (line: string) => void,
): Promise<number> {
	const { SERVER_PASSWORD: password, AUTH_PASSWORD: authPassword } = env;
	const owner = await ownersAddress(env);
	if (!owner)
		throw new CannotStart(
			"DATABASE_ADMIN_URL is missing: a superuser's connection, straight to the primary.",
		);
	const at = addressOf(owner.url, owner.ca);
	const client = new pg.Client({ ...at, connectionTimeoutMillis: 10_000 });
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
	if (authPassword) await admitAuth(at, authPassword);
	const applied = await migrate(at, log);
	if (password) await admitServer(at, password);
	return applied;
}
