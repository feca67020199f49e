/** Called by Next when a server starts, on each runtime it knows; only the one of Node serves anything here. */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME === "nodejs") (await import("./lib/start-up.ts")).startUp();
}
