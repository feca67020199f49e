import type { Instrumentation } from "next";

/** Called by Next when a server starts, on each runtime it knows; only the one of Node serves anything here. */
export async function register(): Promise<void> {
	if (process.env.NEXT_RUNTIME === "nodejs") await (await import("./lib/start-up.ts")).startUp();
}

/** Called by Next for what breaks while a page is made; what breaks in a route of ours never comes this far. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routePath }) => {
	if (process.env.NEXT_RUNTIME !== "nodejs") return;
	(await import("./lib/start-up.ts")).tellOfPage(error, routePath);
	(await import("./lib/broken-page.ts")).countBrokenPage(error, routePath);
};
