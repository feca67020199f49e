import { once } from "node:events";
import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { farewellMs, sayFarewell } from "./farewell.ts";

/** What a process says when it listens no more, and is told when nothing is on its way to it. */
export const closedWord = "closed";

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
		await handBack();
		process.exit(0);
	});
	for (const signal of ["SIGINT", "SIGHUP", "SIGUSR2"]) process.on(signal, () => {});
}

/**
 * Who deals out visitors may have sent one more before it heard that nobody listens here. Node gives that one to another, as long as
 * this process is there to say no; of one that is gone it waits for a word for ever, and so does the visitor. What comes between these two
 * is in order: once the word is answered, nothing is on its way, and every no was said before the line is closed.
 */
async function handBack(): Promise<void> {
	if (!process.connected) return;
	const heard = once(process, "message");
	process.send?.(closedWord);
	await heard;
	const apart = once(process, "disconnect");
	process.disconnect();
	await apart;
}
