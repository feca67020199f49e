import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { projectRoot } from "./embedded/data-folder.ts";
import { doable } from "./rehearsal/faults/doable.ts";
import { breakages } from "./rehearsal/faults/faults.ts";
import { rehearse } from "./rehearsal/rehearsal.ts";
import { headline, isBroken } from "./rehearsal/report/headline.ts";
import { liveView } from "./rehearsal/report/live-view.ts";
import { readRun } from "./rehearsal/report/read-run.ts";
import { writeReport } from "./rehearsal/report/write-report.ts";
import type { Run } from "./rehearsal/run.ts";

/**
 * `npm run rehearse`: builds what is deployed from real servers on this machine, sends a school through an opening,
 * breaks things meanwhile, checks every promise and writes a report, on ports and data of its own. Options:
 * --people, --teachers, --slots, --minutes (into which the half hour before the bell is pressed), --instances,
 * --faults (names with commas, `all` or `none`), --seed, --json FILE, --html FILE; --compare A.json B.json writes a
 * report of two runs and rehearses nothing. Exits 1 where a promise is broken.
 */
const asked = askedToStop();
const port = Number(process.env.PORT || 3800);
let code = 0;
try {
	const { options, notes, json, html, compared } = read(process.argv.slice(2));
	if (compared) writeReport(readRun(compared[0]), html, readRun(compared[1]));
	else {
		const view = liveView(process.stdout);
		for (const note of notes) view.note(note);
		const run = await rehearse(options, { port, view, signal: asked }).finally(() => view.end());
		for (const file of [json, html]) mkdirSync(dirname(file), { recursive: true });
		writeFileSync(json, `${JSON.stringify(run)}\n`);
		writeReport(run, html);
		say(`\n${headline(run)}\n`);
		for (const { name, kept, figure } of [...run.faults, ...run.verdicts])
			if (!kept) say(`Broken: ${name}: ${figure}`);
		for (const note of notes) say(note);
		say(`The figures: ${json}`);
		if (isBroken(run)) code = 1;
	}
	say(`The report: ${html}`);
} catch (error) {
	if (!asked.aborted) explain(error);
	code = 1;
}
process.exit(asked.aborted ? 130 : code);

function read(words: string[]) {
	const number = (name: string, least: number, most: number, usual: number) => {
		const said = values[name as keyof typeof values];
		const value = said === undefined ? usual : Number(said);
		if (!(value >= least && value <= most))
			throw new CannotStart(`--${name} is a number from ${least} to ${most}.`);
		return value;
	};
	const { values, positionals } = parse(words);
	const folder = join(projectRoot, ".firstbell", "rehearsals");
	const named = values.faults ?? "all";
	const faults = named === "all" ? Object.keys(breakages) : named === "none" ? [] : named.split(",");
	for (const each of faults)
		if (!breakages[each])
			throw new CannotStart(`There is no fault "${each}". There are: ${Object.keys(breakages).join(", ")}.`);
	const { names, notes } = values.compare ? { names: faults, notes: [] } : doable(faults, breakages);
	if (values.compare && positionals.length !== 2)
		throw new CannotStart("--compare takes two files that --json wrote.");
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
	};
	if (options.slots > 96 * options.teachers || options.slots < options.teachers)
		throw new CannotStart("A teacher has 1 to 96 times: mend --slots or --teachers.");
	return {
		...{ options, notes },
		json: values.json ?? join(folder, "latest.json"),
		html: values.html ?? join(folder, "latest.html"),
		compared: values.compare ? (positionals as [string, string]) : undefined,
	};
}

function parse(args: string[]) {
	const text = { type: "string" } as const;
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: {
				...{ people: text, teachers: text, slots: text, minutes: text, instances: text, faults: text },
				...{ seed: text, json: text, html: text, compare: { type: "boolean" } },
			},
		});
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
