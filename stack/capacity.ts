import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { CannotStart, explain } from "./cannot-start.ts";
import { foretell, isOff, soldOutAt, tolerance } from "./capacity/against.ts";
import { cautionsOf } from "./capacity/cautions.ts";
import { layOut } from "./capacity/lay-out.ts";
import { type Asked, workOf } from "./capacity/plans/asked.ts";
import { selfHosted } from "./capacity/plans/self-hosted.ts";
import { onVercel } from "./capacity/plans/vercel.ts";
import { tell } from "./capacity/tell.ts";
import { projectRoot } from "./embedded/data-folder.ts";
import { readRun } from "./rehearsal/report/read-run.ts";
import { count } from "./rehearsal/report/words.ts";
import type { Run } from "./rehearsal/run.ts";

/**
 * `npm run capacity -- --people N`: what an opening of so many needs and costs, by what a rehearsal measured. Options:
 * --plan (vercel or self-hosted), --from FILE (a rehearsal's, else the latest), --slots, --teachers, --minutes (within
 * which they come), --think (seconds to choose), --edges (places that keep copies), --openings-a-month, --viewers-a-day,
 * --json. With --against FILE it predicts that rehearsal instead, and exits 1 where it is off by more than a quarter.
 */
const plans = {
	vercel: { of: onVercel, keepsPages: true, edges: 2 },
	"self-hosted": { of: selfHosted, keepsPages: false, edges: 1 },
};

let code = 0;
try {
	const values = parse(process.argv.slice(2));
	const from = measured(values.from ?? join(projectRoot, ".firstbell", "rehearsals", "latest.json"));
	if (values.against) code = compare(from, measured(values.against), values.json);
	else {
		const plan = Object.entries(plans).find(([name]) => name === (values.plan ?? "vercel"))?.[1];
		if (!plan) throw new CannotStart(`--plan is one of ${Object.keys(plans).join(", ")}.`);
		const work = workOf(from, read(values, plan.edges), plan.keepsPages);
		const found = plan.of(work);
		say(values.json ? json(work, found) : tell(work, found, new Date()));
	}
} catch (error) {
	explain(error);
	code = 1;
}
process.exit(code);

function compare(from: Run, against: Run, asJson: boolean | undefined): number {
	const figures = foretell(from, against);
	const sold = soldOutAt(against);
	if (asJson) say(JSON.stringify({ figures, soldOutAt: sold }, null, "\t"));
	else {
		const of = ({ options: { people, slots } }: Run) => `${count(people)} people for ${count(slots)} times`;
		say(styleText("bold", `What ${of(from)} foretell of ${of(against)}`));
		const percent = (off: number) => `${off > 0 ? "+" : ""}${Math.round(off * 100)} %`;
		say(
			layOut(
				["", ">predicted", ">seen", ">off by", ""],
				figures.map((figure) => [
					figure.what,
					count(Math.round(figure.predicted)),
					count(Math.round(figure.seen)),
					percent(figure.off),
					isOff(figure) ? `more than ${tolerance * 100} %` : "",
				]),
			),
		);
		const at = (second: number | null) => (second === null ? "never" : `${second} s after the bell`);
		say(
			`All is sold ${at(sold.predicted)} as predicted, and was ${at(sold.seen)}: the last seats go by luck.`,
		);
		for (const caution of [from, against].flatMap(cautionsOf)) say(caution);
	}
	return figures.some(isOff) ? 1 : 0;
}

/** For machines: the rows with their sums, what it takes, and the load they come from. */
function json({ asked, load, mails }: ReturnType<typeof workOf>, plan: ReturnType<typeof onVercel>): string {
	const { course, bySecond: _, ...sums } = load;
	return JSON.stringify({ asked, soldOutAt: course.soldOutAt, load: sums, mails, plan }, null, "\t");
}

/** A rehearsal that tells what a request costs. */
function measured(file: string): Run {
	if (!existsSync(file))
		throw new CannotStart(
			`There is no rehearsal at ${file}: make one with npm run rehearse, or name one with --from.`,
		);
	const run = readRun(file);
	if (!run.conduct || !run.tiers.costs)
		throw new CannotStart(
			`${file} is of a version that did not measure what a request costs: rehearse again.`,
		);
	return run;
}

function read(values: ReturnType<typeof parse>, edges: number): Asked {
	const number = (name: keyof typeof values, least: number, most: number, usual?: number) => {
		const said = values[name];
		const value = said === undefined ? usual : Number(said);
		if (value === undefined) throw new CannotStart("Say for how many: npm run capacity -- --people 30000");
		if (!(value >= least && value <= most))
			throw new CannotStart(`--${name} is a number from ${count(least)} to ${count(most)}.`);
		return value;
	};
	const people = Math.round(number("people", 10, 1_000_000));
	const slots = Math.round(number("slots", 1, 100_000, Math.min(100_000, Math.max(20, people * 0.12))));
	return {
		...{ people, slots },
		teachers: Math.round(number("teachers", 1, 5_000, Math.ceil(slots / 20))),
		minutes: number("minutes", 0.2, 120, 30),
		think: number("think", 1, 120, 20),
		edges: Math.round(number("edges", 1, 100, edges)),
		openingsAMonth: number("openings-a-month", 0, 1_000, 1),
		viewersADay: number("viewers-a-day", 0, 10_000_000, 1_000),
	};
}

function parse(args: string[]) {
	const text = { type: "string" } as const;
	try {
		return parseArgs({
			args,
			options: {
				...{ people: text, slots: text, teachers: text, minutes: text, think: text, edges: text, plan: text },
				...{ "openings-a-month": text, "viewers-a-day": text, from: text, against: text },
				json: { type: "boolean" },
			},
		}).values;
	} catch (error) {
		throw new CannotStart((error as Error).message);
	}
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
