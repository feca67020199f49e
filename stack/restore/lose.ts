import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../as-admin.ts";
import { catalogue } from "../catalogue.ts";
import { timed } from "../embedded/timed.ts";
import { startBookers } from "../rehearsal/bookers.ts";
import { count } from "../rehearsal/checker/finding.ts";
import { copyRunning } from "../rehearsal/copy-running.ts";
import type { Teacher } from "../rehearsal/make-school.ts";
import { archiveLog, markPoint } from "./archive.ts";
import { sendWhatIsDue } from "./back-in-service.ts";
import type { Known } from "./judge.ts";
import type { Stage } from "./stage.ts";
import { lostAfter, untilPoint } from "./until-point.ts";

export type Lost = {
	known: Known;
	teachers: Teacher[];
	/** Of what was restored from them, how to get there. */
	way: { backup: string; archive: string; point: string };
	/** How many answers somebody had after the point. */
	acknowledgedAfter: number;
};

const point = "before_the_disaster";

/** Has people book, makes a base backup meanwhile, marks a point, has them go on, and ends app and database as a power cut would. */
export async function lose(stage: Stage, log: (line: string) => void): Promise<Lost> {
	const { source, door, app, port, host } = stage;
	const archive = await timed(log, "the log of changes is archived from now on", () => archiveLog(source));
	await app.start(source);
	const { opening, promises, teachers } = await stage.seed();
	const bookers = startBookers({ port, host, teachers, people: 12 });
	const backup = join(dirname(archive), "backup");
	await pause(3_000);
	await timed(
		log,
		"base backup, while 12 people book",
		() => copyRunning(source, backup, true),
		() => `${count(readdirSync(backup, { recursive: true }).length)} files`,
	);
	await pause(3_000);
	// What is on its way while the point is set has gone out, and the restored database does not know.
	door.slow(300);
	await pause(1_500);
	const mark = () => markPoint(source, point, archive);
	const at = await timed(log, "a point to go back to", mark, ({ files }) => `${files} files of log`);
	const lines = await asAdmin(source.adminUrl, catalogue);
	await pause(4_000);
	const { ends } = await bookers.stop();
	door.open();
	await sendWhatIsDue(stage, source);
	await app.kill();
	await source.kill();
	const fates = Object.entries(ends).map(([end, times]) => `${times} ${end}`);
	log(`the database is lost, after ${count(bookers.calls.length)} calls (${fates.join(", ")})`);
	return {
		known: { calls: untilPoint(bookers.calls, at), opening, promises, catalogue: lines },
		teachers,
		way: { backup, archive, point },
		acknowledgedAfter: lostAfter(bookers.calls, at),
	};
}
