import "server-only";
import { env } from "./env.ts";

/**
 * A server with a missing or wrong variable would take visitors in and fail them one by one, so it does not start. Next
 * only logs what is thrown while it starts and goes on: the process has to be ended.
 */
export function startUp(): void {
	try {
		env();
	} catch (error) {
		console.error((error as Error).message);
		process.exit(1);
	}
}
