import { dirname, join } from "node:path";
import { type Settled, settlePostgres } from "../embedded/postgres-home.ts";
import { halt, isRunning, launch, pidFile } from "../embedded/postgres-server.ts";
import type { Part } from "./part.ts";

/** A PostgreSQL as a part, where its data are, and the superuser's connection to it, whatever it is just now. */
export type Server = Part & { home: Settled; port: number; adminUrl: string };
export type Servers = { primary: Server; standby: Server };

/** The one that `adminUrl` leads to, which is the primary at first, and another beside it whose data are yet to be made. */
export function serversIn(folder: string, adminUrl: string, standbyPort: number): Servers {
	const home = settlePostgres(folder);
	const other = new URL(adminUrl);
	other.port = String(standbyPort);
	return {
		primary: serverAt(home, adminUrl),
		standby: serverAt(beside(home, "standby"), other.href),
	};
}

/** Another place beside where these data are. */
export const beside = (home: Settled, name: string): Settled => ({
	...home,
	data: join(dirname(home.data), name),
});

export function serverAt(home: Settled, adminUrl: string): Server {
	return {
		...{ home, adminUrl, port: Number(new URL(adminUrl).port) },
		start: () => launch(home),
		stop: () => halt(home),
		async kill() {
			if (!(await isRunning(home))) return;
			process.kill(Number(pidFile(home)[0]), "SIGKILL");
			// The postmaster is gone at once; its backends notice, and launch() waits for them.
			while (await isRunning(home)) await new Promise((wake) => setTimeout(wake, 30));
		},
	};
}
