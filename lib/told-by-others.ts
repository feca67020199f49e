import "server-only";
import { stripVTControlCharacters } from "node:util";
import { log } from "./log.ts";

/**
 * From now on what Next and libraries write to the console is told as what we tell ourselves. Next shows an error with all
 * that hangs on it, and on one of Postgres hangs the row.
 */
export function tellAsOurs(): void {
	for (const [method, level] of [
		["log", "info"],
		["info", "info"],
		["warn", "warn"],
		["error", "error"],
	] as const) {
		const plain = console[method].bind(console);
		const told = (...said: unknown[]) => {
			const error = said.find((each) => each instanceof Error);
			const words = said.filter((each) => typeof each === "string").join(" ");
			log(level, stripVTControlCharacters(words).trim() || "a library says", { error });
		};
		console[method] = Object.assign(told, { plain });
	}
}
