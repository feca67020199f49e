import pg from "pg";
import { CannotStart } from "../cannot-start.ts";

/** The app's own role is made by a migration and cannot log in; whoever runs it gives it a password. */
export async function admitServer(at: string | pg.ClientConfig, password: string): Promise<void> {
	const client = new pg.Client(at);
	await client.connect();
	try {
		const { rowCount } = await client.query("select from pg_roles where rolname = 'firstbell_server'");
		if (!rowCount)
			throw new CannotStart("No migration has made the role firstbell_server, which the app signs in as.");
		await client.query(`alter role firstbell_server login password ${pg.escapeLiteral(password)}`);
	} finally {
		await client.end();
	}
}
