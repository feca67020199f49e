import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "../embedded/data-folder.ts";
import { forgiveOthers, forgiveSlowness } from "./blame.ts";
import { usual } from "./families/families.ts";
import { rehearse } from "./rehearsal.ts";
import { brokenLines, headline, isBroken, promises } from "./report/headline.ts";
import { writeReport } from "./report/write-report.ts";
import { rosterIn } from "./roster.ts";
import type { Manners } from "./school.ts";
import { startStrangers } from "./strangers.ts";

const options = {
	...{ people: 500, teachers: 0, slots: 0, minutes: 0.4, instances: 2, seed: 20_261_125 },
	faults: ["redis-killed", "instance-killed"],
};

/**
 * Quick, and nobody who keeps a seat from others for minutes, as who never comes when called does, or who cancels and
 * may choose again. Those have their rehearsal with `npm run rehearse`.
 */
const manners: Manners = { thinkMs: 1_000, shares: { ...usual, absent: 0, cancelling: 0, lingering: 0 } };

/**
 * The rehearsal of `npm test`: small, with the demo school's teachers and two faults, on a machine that has the servers
 * of somebody else in its environment. Throws with every promise that was broken, but judges no times.
 */
export async function rehearseShortly(around: {
	port: number;
	/** As of startRig(). */
	built?: string;
	log: (line: string) => void;
}): Promise<void> {
	const roster = rosterIn(join(projectRoot, "supabase", "demo-school.csv"), around.log);
	const strangers = await startStrangers();
	try {
		const seen = await rehearse(
			{ ...options, roster: "demo-school.csv" },
			{
				...{ ...around, name: "rehearsed", manners, roster, isShort: true },
				view: { update: () => {}, note: around.log },
				signal: new AbortController().signal,
			},
		);
		seen.verdicts.push({
			name: "Nobody else's servers are asked for anything",
			kept: strangers.knocks() === 0,
			figure: `${strangers.knocks()} connections to those that the environment names`,
		});
		const run = forgiveSlowness(forgiveOthers(seen));
		const report = join(projectRoot, ".firstbell", "rehearsals", "short.html");
		mkdirSync(dirname(report), { recursive: true });
		writeReport(run, report);
		if (isBroken(run))
			throw new CannotStart(
				[headline(run), ...brokenLines(run), run.saturation.says, `The report: ${report}`].join("\n"),
			);
		around.log(headline(run));
		for (const { name, figure, isUnjudged } of promises(run))
			around.log(`  ${isUnjudged ? "Not judged: " : ""}${name}: ${figure}`);
	} finally {
		await strangers.stop();
	}
}
