import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import { openDataFolder } from "../../../stack/embedded/data-folder.ts";
import { settlePostgres } from "../../../stack/embedded/postgres-home.ts";
import { own } from "../../../stack/rehearsal/copy-owned.ts";
import { daemon } from "../../../stack/rehearsal/daemon.ts";
import { program } from "../../../stack/rehearsal/programs.ts";

/** Why there is no PgBouncer on this machine; undefined where there is one. */
export function whyNoBouncer(): string | undefined {
	try {
		return program("pgbouncer") && undefined;
	} catch (error) {
		return (error as Error).message;
	}
}

/**
 * PgBouncer in front of the test's Postgres until the file is done: in transaction mode for each database, and in session
 * mode for `session`, by which the one at `urls` is meant. Whoever `urls` name are let in. Gives its port.
 */
export async function bouncer(urls: string[]): Promise<number> {
	const { data, user } = settlePostgres(openDataFolder("test"));
	const port = await freePort();
	const home = join(dirname(data), `bouncer-${port}`);
	mkdirSync(home, { recursive: true, mode: 0o700 });
	own(user, home);
	const put = (name: string, text: string) => {
		writeFileSync(join(home, name), text, { mode: 0o600 });
		own(user, join(home, name));
		return join(home, name);
	};
	const [target] = urls.map((url) => new URL(url)) as [URL];
	const people = urls
		.map((url) => new URL(url))
		.map((url) => `"${url.username}" "${decodeURIComponent(url.password)}"`);
	const users = put("users.txt", `${people.join("\n")}\n`);
	const server = `host=${target.hostname} port=${target.port}`;
	const settings = put(
		"pgbouncer.ini",
		`
[databases]
session = ${server} dbname=${target.pathname.slice(1)} pool_mode=session
* = ${server}

[pgbouncer]
listen_addr = *
listen_port = ${port}
unix_socket_dir =
pool_mode = transaction
auth_type = scram-sha-256
auth_file = ${users}
query_wait_timeout = 3
ignore_startup_parameters = extra_float_digits
`,
	);
	const part = daemon({
		name: `bouncer-${port}`,
		folder: home,
		command: program("pgbouncer"),
		args: [settings],
		port,
		...(user && { user }),
	});
	await part.start();
	afterAll(() => part.stop());
	return port;
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const { port } = server.address() as { port: number };
	await new Promise((done) => server.close(done));
	return port;
}
