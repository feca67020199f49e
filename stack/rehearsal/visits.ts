import { readFileSync } from "node:fs";

/** How many requests for an address a log of the edge has between two times, in ms since 1970. */
export function asked(log: string, path: string, from: number, to: number): number {
	return readFileSync(log, "utf8")
		.split("\n")
		.map((line) => line.split(" "))
		.filter(([seconds, , , , , , address]) => {
			const at = Number(seconds) * 1_000;
			return address === path && at >= from && at < to;
		}).length;
}
