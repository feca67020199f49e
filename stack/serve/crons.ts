import { Cron } from "croner";
import { type CronTarget, callCron, cronsToCall } from "../embedded/cron.ts";

/**
 * Calls what vercel.json names, by its schedules in UTC, as Vercel would. One that is still at it is not called again.
 * Returns how to end that.
 */
export function startCrons(target: CronTarget): () => void {
	const stopped = new AbortController();
	const jobs = cronsToCall().map(({ path, schedule }) => {
		const call = callCron(path, target, stopped.signal);
		return new Cron(schedule, { timezone: "UTC", protect: true }, call);
	});
	return () => {
		stopped.abort();
		for (const job of jobs) job.stop();
	};
}
