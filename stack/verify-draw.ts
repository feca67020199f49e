import { existsSync, readFileSync } from "node:fs";
import { CannotStart, explain } from "./cannot-start.ts";
import { findDoubts } from "./draw/calls.ts";
import type { DrawRecord } from "./draw/record.ts";
import { findFault, type Noted, placeOf } from "./draw/verify.ts";

/**
 * `npm run verify-draw -- record.json`: computes the order of an opening again from the record that it serves, and says
 * what was changed, if anything was, or what the record of an older version leaves open. `--commitment HEX` and `--tickets HEX`
 * compare with what was noted before and at the draw, each as often as there are groups; `--ticket ID` prints one's own place.
 * Exits 1 when the record does not hold.
 */
if (import.meta.main) {
	try {
		const { path, noted, ticket } = read(process.argv.slice(2));
		const record = parse(path);
		const fault = findFault(record, noted);
		if (fault) throw new CannotStart(fault);
		for (const { position, seed, drawn, tail } of record.groups) {
			const say = seed
				? `${drawn?.length ?? 0} were drawn as the seed says, and ${tail.length} came after them.`
				: "its draw is still to come.";
			console.log(`Group ${position + 1}: ${say}`);
		}
		for (const doubt of findDoubts(record)) console.log(doubt);
		if (ticket) console.log(placeOf(record, ticket));
	} catch (error) {
		explain(error);
		process.exit(1);
	}
}

function read(words: string[]): { path: string; noted: Noted; ticket: string | undefined } {
	const noted: Noted = { commitments: [], tickets: [] };
	let path: string | undefined;
	let ticket: string | undefined;
	for (let word = words.shift(); word !== undefined; word = words.shift()) {
		if (!word.startsWith("--")) {
			path = word;
			continue;
		}
		const value = words.shift();
		if (!value) throw new CannotStart(`${word} lacks what follows it.`);
		if (word === "--commitment") noted.commitments.push(value.toLowerCase());
		else if (word === "--tickets") noted.tickets.push(value.toLowerCase());
		else if (word === "--ticket") ticket = value.toLowerCase();
		else throw new CannotStart(`There is no ${word}: there are --commitment, --tickets and --ticket.`);
	}
	if (!path) throw new CannotStart("Say which file: npm run verify-draw -- record.json");
	return { path, noted, ticket };
}

function parse(path: string): DrawRecord {
	if (!existsSync(path)) throw new CannotStart(`There is no file ${path}.`);
	try {
		const record = JSON.parse(readFileSync(path, "utf8"));
		if (!Array.isArray(record.groups) || !Array.isArray(record.called)) throw new Error();
		return record;
	} catch {
		throw new CannotStart(`${path} is not the record of a draw.`);
	}
}
