import "server-only";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { tellAsOurs } from "./told-by-others.ts";

/**
 * A server with a missing or wrong variable would take visitors in and fail them one by one, so it does not start. Next
 * only logs what is thrown while it starts and goes on: the process has to be ended.
 */
export async function startUp(): Promise<void> {
	try {
		env();
	} catch (error) {
		const { message } = error as Error;
		// Whoever has just started it reads along: a line for each variable.
		console.error(message);
		process.exit(1);
	}
	if (process.env.NODE_ENV === "production") tellAsOurs();
	const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = process.env;
	if (OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)
		(await import("./tracing.ts")).startTracing();
}

/** Its digest is what a person sees on the page that stands there instead: a code where we said "no" on purpose. */
export function tellOfPage(error: unknown, page: string): void {
	const { name, digest } = error as { name?: string; digest?: string };
	// Pages are bundled apart, and have a class of that name of their own.
	if (name === "Refusal") log("warn", "page not made", { code: digest, page });
	else log("error", "page not made", { code: digest, page, error });
}
