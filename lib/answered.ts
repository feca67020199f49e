import "server-only";
import { later } from "./later.ts";
import { log } from "./log.ts";
import { bug, codeOf, refused } from "./refused.ts";
import { bucketOf, tally, tellTally } from "./tally.ts";
import { linkTo, tracing } from "./trace.ts";

/** What a route has of its address beside the request: the parts that its folders name in brackets. */
export type Named = { params?: Promise<Record<string, string | string[]>> } | undefined;

/**
 * A route's answer, its "no" included. Each is counted; whoever runs this is told of what was to change something, and of what
 * went wrong. How a list was read is nobody's to write down.
 */
export async function answered(
	request: Request,
	named: Named,
	route: () => Promise<Response>,
): Promise<Response> {
	linkTo(request);
	// There nothing runs between two requests.
	if (tracing.flush && process.env.VERCEL) later(tracing.flush);
	const from = performance.now();
	let error: unknown;
	const response = await route().catch((no) => {
		error = no;
		return refused(no);
	});
	const took = performance.now() - from;
	const code = codeOf(response);
	if (code !== bug) error = undefined;
	const { status } = response;
	tally(`asked|${nameOf(request)}|${code ?? (status < 500 ? "ok" : status)}|${bucketOf(took)}`);
	tellTally();
	if (status < 500 && (request.method === "GET" || request.method === "HEAD")) return response;
	const level = error ? "error" : status >= 500 ? "warn" : "info";
	log(level, `${request.method} ${await routeOf(request, named)}`, {
		code,
		status,
		ms: Math.round(took),
		error,
	});
	return response;
}

/** `POST bookings`: what an address has behind that may be a key, or tell whose it is. */
function nameOf({ method, url }: Request): string {
	const [, room, noun] = new URL(url).pathname.split("/");
	return `${method} ${room === "api" ? noun : room}`;
}

/** `/api/calendars/[ref]`: a reference in a path is a key to a booking, and logs are read by many. */
async function routeOf(request: Request, named: Named): Promise<string> {
	const names = Object.entries((await named?.params) ?? {});
	const nameOf = (part: string) =>
		names.find(([, value]) => part && encodeURIComponent(String(value)) === part);
	const parts = new URL(request.url).pathname.split("/");
	return parts.map((part) => (nameOf(part) ? `[${nameOf(part)?.[0]}]` : part)).join("/");
}
