import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { routeOf } from "./routes.ts";
import type { Tiers } from "./run.ts";

type Traffic = {
	/** Requests by second, the first being the second `from` since 1970. */
	bySecond: number[];
	byRoute: Tiers["edge"];
};

/** What the log of an edge or of an origin has between two times, in ms since 1970. */
export async function trafficIn(log: string, from: number, until: number): Promise<Traffic> {
	const first = Math.floor(from / 1_000);
	const bySecond = Array.from({ length: Math.ceil(until / 1_000) - first }, () => 0);
	const byRoute: Tiers["edge"] = {};
	for await (const line of createInterface({ input: createReadStream(log) })) {
		const [seconds, , cache = "", bytes, , method = "", path = ""] = line.split(" ");
		const at = Math.floor(Number(seconds)) - first;
		if (at < 0 || at >= bySecond.length) continue;
		bySecond[at] = (bySecond[at] ?? 0) + 1;
		const route = routeOf(method, path);
		byRoute[route] ??= { requests: 0, bytes: 0, hits: 0 };
		byRoute[route].requests++;
		byRoute[route].bytes += Number(bytes);
		if (hits.has(cache)) byRoute[route].hits++;
	}
	return { bySecond, byRoute };
}

/** What nginx calls an answer that it had itself. */
const hits = new Set(["HIT", "STALE", "UPDATING"]);
