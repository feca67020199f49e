import { readFileSync } from "node:fs";

/** How many requests for an address a log of the edge has between two times, in ms since 1970. */
export function asked(log: string, path: string, from: number, to: number): number {
	return linesOf(log).filter(([seconds, , , , , , address]) => {
		const at = Number(seconds) * 1_000;
		return address === path && at >= from && at < to;
	}).length;
}

/** How many requests the instance on a port was asked since then, in ms since 1970, by the log of the balancer. */
export function answeredBy(log: string, port: number, from: number): number {
	// Who is asked after another that did not answer stands behind it.
	return linesOf(log).filter(
		([seconds, , , , , , , ...places]) =>
			Number(seconds) * 1_000 >= from && places.join(" ").split(", ").includes(`127.0.0.1:${port}`),
	).length;
}

const linesOf = (log: string) =>
	readFileSync(log, "utf8")
		.split("\n")
		.map((line) => line.split(" "));
