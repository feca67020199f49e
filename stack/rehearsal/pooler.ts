import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { settlePostgres } from "../embedded/postgres-home.ts";
import { own } from "./copy-owned.ts";
import { daemon } from "./daemon.ts";
import type { Part } from "./part.ts";
import { poolerText } from "./pooler-text.ts";
import { program } from "./programs.ts";

/** Connections to each server, however many instances there are. */
export const poolSizes = { primary: 6, standby: 3 };

/** `resize` lets it keep so many connections to the primary, from now on. */
export type Pooler = Part & { resize(connections: number): void };

/**
 * PgBouncer in transaction mode: `/postgres` leads to the primary, `/standby` to the standby. Who is let in is whom
 * `databaseUrl` names, by SCRAM on either side.
 */
export function pooler(options: {
	folder: string;
	port: number;
	databaseUrl: string;
	primary: number;
	standby?: number;
}): Pooler {
	// Like Postgres it refuses to run as root; there is a place already that the same user can reach.
	const { data, user } = settlePostgres(options.folder);
	const home = join(dirname(data), "pooler");
	const { username, password } = new URL(options.databaseUrl);
	mkdirSync(home, { recursive: true, mode: 0o700 });
	own(user, home);
	const put = (name: string, text: string) => {
		writeFileSync(join(home, name), text, { mode: 0o600 });
		own(user, join(home, name));
		return join(home, name);
	};
	const users = put("users.txt", `"${username}" "${decodeURIComponent(password)}"\n`);
	const write = (primarySize: number) =>
		put(
			"pgbouncer.ini",
			poolerText({
				listen: { address: "127.0.0.1", port: options.port },
				servers: {
					postgres: { ...at(options.primary), connections: primarySize },
					...(options.standby && { standby: { ...at(options.standby), connections: poolSizes.standby } }),
				},
				users,
				looker: username,
			}),
		);
	const part = daemon({
		name: "pgbouncer",
		folder: options.folder,
		command: program("pgbouncer"),
		args: [write(poolSizes.primary)],
		port: options.port,
		user,
	});
	return {
		...part,
		resize(connections) {
			write(connections);
			part.reload();
		},
	};
}

const at = (port: number) => ({ host: "127.0.0.1", port });
