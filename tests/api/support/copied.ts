import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import pg from "pg";
import { afterAll } from "vitest";
import { startPostgres } from "../../../stack/embedded/postgres.ts";
import { settlePostgres } from "../../../stack/embedded/postgres-home.ts";
import { beside, serverAt } from "../../../stack/rehearsal/postgres.ts";
import { makeStandby } from "../../../stack/rehearsal/standby.ts";
import { makeReady } from "../../../stack/serve/make-ready.ts";
import { freePort } from "../../support/free-port.ts";

/** A primary of this file's own and a standby that copies it, with nobody else in either; ended after it. */
export async function copied() {
	const folder = mkdtempSync("/var/tmp/firstbell-copied-");
	// Whom Postgres runs as is not who runs this.
	chmodSync(folder, 0o755);
	const port = await freePort();
	const { adminUrl, stop } = await startPostgres({ folder, port, password: "admin" });
	const home = settlePostgres(folder);
	const other = new URL(adminUrl);
	other.port = String(await freePort());
	const standby = serverAt(beside(home, "standby"), other.href);
	const clients: pg.Client[] = [];
	afterAll(async () => {
		for (const client of clients) await client.end();
		await standby.stop();
		await stop();
		rmSync(folder, { recursive: true, force: true });
	});
	await makeReady({ DATABASE_ADMIN_URL: adminUrl, SERVER_PASSWORD: "server-password" }, () => {});
	const asAdmin = async (url: string) => {
		const client = new pg.Client(url);
		clients.push(client);
		await client.connect();
		return client;
	};
	const primary = await asAdmin(adminUrl);
	// So that nothing is committed but what a test commits.
	await primary.query("alter system set autovacuum = off");
	await primary.query("select pg_reload_conf()");
	await makeStandby({ from: serverAt(home, adminUrl), to: standby });
	await standby.start();
	const asServer = (url: string) => url.replace("postgres:admin@", "firstbell_server:server-password@");
	return {
		...{ primary, standby: await asAdmin(standby.adminUrl) },
		...{ primaryUrl: asServer(adminUrl), standbyUrl: asServer(standby.adminUrl) },
		standbyAdminUrl: standby.adminUrl,
	};
}
