import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "../embedded/data-folder.ts";
import { doable } from "./faults/doable.ts";
import { breakages } from "./faults/faults.ts";
import type { Run } from "./run.ts";

export type Wishes = {
	options: Run["options"];
	/** A sentence for each fault that cannot be done on this machine, and is left out. */
	notes: string[];
	/** With how many instances, one rehearsal after the other. */
	scale?: number[];
	/** The path of a school's own teachers. */
	roster?: string;
	json: string;
	html: string;
	/** Two files of runs to be compared, instead of a rehearsal. */
	compared?: [string, string];
};

/** What the words after `npm run rehearse --` ask for. Throws with what to mend. */
export function wishesIn(words: string[]): Wishes {
	const { values, positionals } = parse(words);
	const number = (name: keyof typeof values, least: number, most: number, usual: number) => {
		const said = values[name];
		const value = said === undefined ? usual : Number(said);
		if (!(value >= least && value <= most))
			throw new CannotStart(`--${name} is a number from ${least} to ${most}.`);
		return value;
	};
	const { roster } = values;
	if (values.compare && positionals.length !== 2)
		throw new CannotStart("--compare takes two files that --json wrote.");
	if (roster && (values.teachers || values.slots))
		throw new CannotStart(
			"How many teachers and times there are is in the roster: leave --teachers and --slots out.",
		);
	if (roster && !values.people)
		throw new CannotStart("Say how many families come: npm run rehearse -- --roster school.csv --people 500");
	const scale = scaleIn(values.scale);
	// What breaks would be compared else, and not what more instances bring.
	const named = faultsIn(values.faults ?? (scale ? "none" : "all"));
	const { names, notes } = values.compare ? { names: named, notes: [] } : doable(named, breakages);
	const people = Math.round(number("people", 10, 100_000, 10_000));
	const options: Run["options"] = {
		people,
		teachers: Math.round(number("teachers", 1, 1_000, 60)),
		slots: Math.round(number("slots", 1, 50_000, 1_200)),
		// Eighty a second are as many as two cores take that are also the edge, the database and the crowd.
		minutes: number("minutes", 0.2, 120, Math.max(0.5, people / 80 / 60)),
		instances: Math.round(number("instances", 1, 16, 2)),
		faults: names,
		seed: Math.round(number("seed", 0, 2 ** 32 - 1, 20_261_125)),
		...(roster && { roster: basename(roster) }),
	};
	if (options.slots > 96 * options.teachers || options.slots < options.teachers)
		throw new CannotStart("A teacher has 1 to 96 times: mend --slots or --teachers.");
	// What reads the latest run wants one.
	const kept = join(projectRoot, ".firstbell", "rehearsals", scale ? "scale" : "latest");
	return {
		...{ options, notes, scale, roster },
		json: values.json ?? `${kept}.json`,
		html: values.html ?? `${kept}.html`,
		compared: values.compare ? (positionals as [string, string]) : undefined,
	};
}

function scaleIn(said: string | undefined): number[] | undefined {
	const counts = said?.split(",").map(Number);
	const isFit = (count: number) => Number.isInteger(count) && count >= 1 && count <= 16;
	if (counts && (counts.length < 2 || new Set(counts).size < counts.length || !counts.every(isFit)))
		throw new CannotStart("--scale takes two or more numbers of instances from 1 to 16, such as 1,2,4.");
	return counts;
}

function faultsIn(said: string): string[] {
	if (said === "none") return [];
	const names = said === "all" ? Object.keys(breakages) : said.split(",");
	for (const each of names)
		if (!breakages[each])
			throw new CannotStart(`There is no fault "${each}". There are: ${Object.keys(breakages).join(", ")}.`);
	return names;
}

function parse(args: string[]) {
	const text = { type: "string" } as const;
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				...{ people: text, teachers: text, slots: text, minutes: text, instances: text, faults: text },
				...{ roster: text, scale: text, seed: text, json: text, html: text, compare: { type: "boolean" } },
			},
		});
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}
