import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { farewellMs, sayFarewell } from "./farewell.ts";

/**
 * SIGTERM ends this process when `server` has answered all that it was asked, and `last` is done. A Ctrl-C reaches everybody
 * in a terminal, and is the supervisor's to pass on.
 */
export function leaveWhenAsked(server: Server, last: () => Promise<unknown>): void {
	let leaving = false;
	process.on("SIGTERM", async () => {
		if (leaving) return;
		leaving = true;
		sayFarewell();
		await pause(farewellMs);
		await new Promise((closed) => server.close(closed));
		await last();
		process.exit(0);
	});
	for (const signal of ["SIGINT", "SIGHUP", "SIGUSR2"]) process.on(signal, () => {});
}
