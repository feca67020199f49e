/**
 * Called by Next when a server starts. One with a missing or wrong variable would take visitors in and fail them one
 * by one, so it does not start. Next only logs what is thrown here and goes on: the process has to be ended.
 */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	const { env } = await import("./lib/env.ts");
	try {
		env();
	} catch (error) {
		console.error((error as Error).message);
		process.exit(1);
	}
}
