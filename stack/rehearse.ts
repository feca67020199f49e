import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { Faulty } from "./import/faults.ts";
import type { Teacher } from "./import/school.ts";
import { forgetServers } from "./rehearsal/own-servers.ts";
import { rehearse } from "./rehearsal/rehearsal.ts";
import { brokenLines, headline, isBroken, unjudgedLines } from "./rehearsal/report/headline.ts";
import { liveView } from "./rehearsal/report/live-view.ts";
import { readRun } from "./rehearsal/report/read-run.ts";
import { scalingPage } from "./rehearsal/report/scaling-page.ts";
import { scalingLines } from "./rehearsal/report/scaling-table.ts";
import { writeReport } from "./rehearsal/report/write-report.ts";
import { rosterIn } from "./rehearsal/roster.ts";
import type { Run } from "./rehearsal/run.ts";
import { scalingOf } from "./rehearsal/scaling.ts";
import { wishesIn } from "./rehearsal/wishes.ts";

/**
 * `npm run rehearse`: builds what is deployed from real servers on this machine, sends a school through an opening,
 * breaks things meanwhile, checks every promise and writes a report, on ports and data of its own. Options:
 * --people, --teachers, --slots, --minutes (into which the half hour before the bell is pressed), --instances,
 * --faults (names with commas, `all` or `none`), --seed, --json FILE, --html FILE. --roster school.csv takes the teachers
 * of a school's own file, for --people families. --scale 1,2,4 rehearses the same opening with so many instances one
 * after the other, and compares them. --compare A.json B.json writes a report of two runs and rehearses nothing. Exits 1
 * where a promise is broken.
 */
const asked = askedToStop();
const port = Number(process.env.PORT || 3800);
let code = 0;
try {
	const { options, notes, scale, roster, json, html, compared } = wishesIn(process.argv.slice(2));
	for (const file of [json, html]) mkdirSync(dirname(file), { recursive: true });
	if (compared) writeReport(readRun(compared[0]), html, readRun(compared[1]));
	else {
		const ignored = forgetServers();
		if (ignored.length > 0)
			say(`A rehearsal has servers of its own, and asks none of ${ignored.join(", ")}.`);
		for (const note of notes) say(note);
		const teachers = roster ? rosterIn(roster, say) : undefined;
		const runs: Run[] = [];
		for (const instances of scale ?? [options.instances])
			runs.push(await once({ ...options, instances }, teachers));
		const [run, ...more] = runs as [Run, ...Run[]];
		writeFileSync(json, `${JSON.stringify(scale ? runs : run)}\n`);
		if (scale) writeFileSync(html, scalingPage([run, ...more]).markup);
		else writeReport(run, html);
		if (scale) compare(runs);
		for (const note of notes) say(note);
		say(`The figures: ${json}`);
		if (runs.some(isBroken)) code = 1;
	}
	say(`The report: ${html}`);
} catch (error) {
	const said = error instanceof Faulty ? `${error.message}\n\nNothing was rehearsed.` : undefined;
	if (!asked.aborted) explain(said ? new CannotStart(said) : error);
	code = 1;
}
process.exit(asked.aborted ? 130 : code);

async function once(options: Run["options"], roster: Teacher[] | undefined): Promise<Run> {
	const view = liveView(process.stdout);
	const run = await rehearse(options, { port, view, roster, signal: asked }).finally(() => view.end());
	say(`\n${headline(run)}\n`);
	for (const line of [...brokenLines(run), ...unjudgedLines(run)]) say(line);
	return run;
}

function compare(runs: Run[]): void {
	const { sizes, says } = scalingOf(runs);
	for (const line of scalingLines(sizes)) say(line);
	say(`\n${says}\n`);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
