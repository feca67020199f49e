import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { routeOf } from "./routes.ts";
import type { Tiers } from "./run.ts";

export type Traffic = {
	/** Requests by second, the first being the second `from` since 1970. */
	bySecond: number[];
	byRoute: Tiers["edge"];
	/** Between each of `times` and the next: requests by route, and how many of all the cache answered. */
	between: { byRoute: Record<string, number>; hits: number; all: number }[];
};

/** What the log of an edge or of an origin has between two times, in ms since 1970. `times` are in order. */
export async function trafficIn(
	log: string,
	from: number,
	until: number,
	times: number[] = [],
): Promise<Traffic> {
	const first = Math.floor(from / 1_000);
	const bySecond = Array.from({ length: Math.ceil(until / 1_000) - first }, () => 0);
	const byRoute: Tiers["edge"] = {};
	const between: Traffic["between"] = times.slice(1).map(() => ({ byRoute: {}, hits: 0, all: 0 }));
	let now = 0;
	for await (const line of createInterface({ input: createReadStream(log) })) {
		const [seconds, , cache = "", bytes, , method = "", path = ""] = line.split(" ");
		const at = Math.floor(Number(seconds)) - first;
		if (at < 0 || at >= bySecond.length) continue;
		bySecond[at] = (bySecond[at] ?? 0) + 1;
		const route = routeOf(method, path);
		const isHit = hits.has(cache);
		byRoute[route] ??= { requests: 0, bytes: 0, hits: 0 };
		byRoute[route].requests++;
		byRoute[route].bytes += Number(bytes);
		if (isHit) byRoute[route].hits++;
		now = indexAt(times, Number(seconds) * 1_000, now);
		const part = between[now];
		if (!part) continue;
		part.byRoute[route] = (part.byRoute[route] ?? 0) + 1;
		part.all++;
		if (isHit) part.hits++;
	}
	return { bySecond, byRoute, between };
}

/** What nginx calls an answer that it had itself. */
const hits = new Set(["HIT", "STALE", "UPDATING"]);

/** Which of the times was the last before this one; a log is in order but for some lines, so it is near the one before. */
function indexAt(times: number[], at: number, near: number): number {
	let i = near;
	while (i >= 0 && at < (times[i] ?? Infinity)) i--;
	while (i + 1 < times.length && at >= (times[i + 1] ?? Infinity)) i++;
	return i;
}
