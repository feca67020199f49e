import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { startCrons } from "./serve/crons.ts";
import { givenBy } from "./serve/environment.ts";

/**
 * `npm run crons`: calls what vercel.json names by its schedules, on the app that CRONS_URL leads to (else APP_URL), with
 * CRON_SECRET, until it is asked to stop. For containers, where nothing else does. They may stand in `.env`, or in `--env FILE`.
 */
const asked = askedToStop();
try {
	const { CRONS_URL, APP_URL, CRON_SECRET } = givenBy(process.argv.slice(2));
	const appUrl = CRONS_URL || APP_URL;
	if (!appUrl || !CRON_SECRET) throw new CannotStart("It needs APP_URL or CRONS_URL, and CRON_SECRET.");
	const stop = startCrons({ appUrl, secret: CRON_SECRET, log: (line) => console.log(line) });
	console.log(`Calling ${appUrl} by the clock.`);
	// A listener for a signal keeps no process alive, and a job by the clock does.
	await new Promise((done) => asked.addEventListener("abort", done));
	stop();
	process.exit(0);
} catch (error) {
	explain(error);
	process.exit(1);
}
