import { existsSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { makeCluster, writeSettings } from "./postgres-cluster.ts";
import { type Settled, settlePostgres } from "./postgres-home.ts";
import { halt, isRunning, launch, pidFile } from "./postgres-server.ts";

export type Postgres = { adminUrl: string; adopted: boolean; stop(): Promise<void> };

/**
 * Brings PostgreSQL 17 up on 127.0.0.1:`port` with its data under `folder`, making the cluster the first time.
 * A server that a killed run left on the same data is adopted, or started anew when its port or settings changed.
 */
export async function startPostgres(options: {
	folder: string;
	port: number;
	password: string;
	fresh?: boolean;
}): Promise<Postgres> {
	const home = settlePostgres(options.folder);
	const adminUrl = `postgres://postgres:${options.password}@127.0.0.1:${options.port}/postgres`;
	const stop = () => halt(home);

	if (options.fresh) {
		await stop();
		rmSync(home.data, { recursive: true, force: true });
	}
	if (!existsSync(home.data)) await makeCluster(home, options.password);

	const changed = writeSettings(home, options.port);
	if (await isRunning(home)) {
		if (!changed && (await answers(adminUrl, home))) return { adminUrl, adopted: true, stop };
		await stop();
	}
	await launch(home);
	if (!(await answers(adminUrl, home))) {
		await stop();
		throw new CannotStart(
			`The database does not know the password kept beside it: remove ${dirname(home.data)} to begin anew.`,
		);
	}
	return { adminUrl, adopted: false, stop };
}

/** The port that a leftover server of ours holds, so that the check of ports can overlook it. */
export async function leftoverPort(folder: string): Promise<number | undefined> {
	const home = settlePostgres(folder);
	return (await isRunning(home)) ? Number(pidFile(home)[3]) : undefined;
}

async function answers(adminUrl: string, home: Settled): Promise<boolean> {
	const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 });
	try {
		await client.connect();
		const { rows } = await client.query<{ data: string }>("select current_setting('data_directory') as data");
		return rows[0]?.data === home.data;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => {});
	}
}
