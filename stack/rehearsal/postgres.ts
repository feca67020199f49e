import type { Settled } from "../embedded/postgres-home.ts";
import { halt, isRunning, launch, pidFile } from "../embedded/postgres-server.ts";
import type { Part } from "./part.ts";

/** A PostgreSQL whose data are there already, as a part. */
export function postgresPart(home: Settled): Part {
	return {
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
