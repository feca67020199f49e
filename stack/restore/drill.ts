import { asAdmin } from "../as-admin.ts";
import { timed } from "../embedded/timed.ts";
import { count } from "../rehearsal/checker/finding.ts";
import type { Verdict } from "../rehearsal/run.ts";
import { bookAgain, settleBefore } from "./back-in-service.ts";
import { controlOfLog, controls } from "./controls.ts";
import { judgeRestored, rowsIn } from "./judge.ts";
import { lose } from "./lose.ts";
import { restoreServer } from "./restore-server.ts";
import type { Stage } from "./stage.ts";

/** Loses a database under people who book, brings it back, and says of each promise whether it was kept. */
export async function drill(stage: Stage, log: (line: string) => void): Promise<Verdict[]> {
	const { restored, deliveries, app } = stage;
	const { known, teachers, way, acknowledgedAfter } = await lose(stage, log);
	const sentBefore = deliveries.map(({ messageId }) => messageId);

	await timed(log, "restored", () => restoreServer({ ...way, to: restored }));
	const { all, bookings } = await asAdmin(restored.adminUrl, rowsIn);
	log(`${count(all)} rows are there, ${count(bookings)} of them bookings and holds`);
	log(
		`${count(acknowledgedAfter)} bookings and moves were acknowledged after the point, and are lost with it`,
	);
	const judge = () => asAdmin(restored.adminUrl, (database) => judgeRestored(database, known));
	const verdicts = await timed(log, "judged", judge);
	// Before anybody books on it: what is judged is what was restored.
	verdicts.push(...(await timed(log, "spoiled seven times", () => controls(restored, known))));
	verdicts.push(await settleBefore(restored, sentBefore));
	await timed(log, "the app starts on it", () => app.start(restored));
	verdicts.push(...(await bookAgain(stage, teachers, sentBefore)));
	await app.stop();
	verdicts.push(await controlOfLog({ ...way, to: restored }));
	return verdicts;
}
