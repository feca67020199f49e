import { CannotStart } from "../cannot-start.ts";
import { holderOf } from "../embedded/data-folder.ts";
import type { Supervisor } from "./supervisor.ts";

/** Asks the one that serves by this folder to replace its processes; what comes of it is in what that one says. */
export function askToRestart(folder: string): void {
	const holder = holderOf(folder);
	if (!holder) throw new CannotStart("Nothing is served from here on this port: begin with npm run serve.");
	process.kill(holder.pid, "SIGUSR2");
	process.stdout.write(`Process ${holder.pid} replaces its processes one by one, and tells of each.\n`);
}

/** Replaces them by what `prepare` gives; where that fails, those that serve go on. */
export async function restart(
	supervisor: Supervisor,
	prepare: () => Promise<Record<string, string>>,
	log: (line: string) => void,
): Promise<void> {
	log("Restarting, one process after the other …");
	try {
		await supervisor.renew(await prepare());
		log("Restarted.");
	} catch (error) {
		log(`Not restarted: ${(error as Error).message}`);
	}
}
