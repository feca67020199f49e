import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./data-folder.ts";

const EVERY_MS = 5_000;

export type CronTarget = { appUrl: string; secret: string; log: (line: string) => void };

/**
 * What Vercel does by the schedules in vercel.json, done every five seconds so that nobody waits for a minute to turn:
 * calls each path of `crons` on the app with `Authorization: Bearer <secret>`, never overlapping itself: a calendar
 * that keeps us waiting holds up no mail. A path that fails is told once, and once more when it works again.
 */
export function startCron(
	target: CronTarget & { /** What is not called here. */ without?: string[] },
): () => void {
	const stopped = new AbortController();
	const timers = new Map<string, NodeJS.Timeout>();
	const named = new Set(cronsToCall().map((cron) => cron.path));
	for (const path of [...named].filter((each) => !target.without?.includes(each))) {
		const call = callCron(path, target, stopped.signal);
		const round = async () => {
			await call();
			if (!stopped.signal.aborted) timers.set(path, setTimeout(round, EVERY_MS));
		};
		timers.set(path, setTimeout(round, 1_000));
	}
	return () => {
		stopped.abort();
		for (const timer of timers.values()) clearTimeout(timer);
	};
}

/** The crons of vercel.json, each with its path and its schedule, which is in UTC. */
export function cronsToCall(): { path: string; schedule: string }[] {
	const file = join(projectRoot, "vercel.json");
	if (!existsSync(file)) return [];
	return (
		(JSON.parse(readFileSync(file, "utf8")) as { crons?: { path: string; schedule: string }[] }).crons ?? []
	);
}

/** Calls one of them, once each time. What fails is told when it begins to, and when it works again. */
export function callCron(path: string, target: CronTarget, stopped: AbortSignal): () => Promise<void> {
	let failing = false;
	return async () => {
		const trouble = await call();
		if (stopped.aborted || Boolean(trouble) === failing) return;
		failing = Boolean(trouble);
		target.log(`cron ${path}: ${trouble ?? "works again"}`);
	};

	async function call(): Promise<string | undefined> {
		try {
			const response = await fetch(new URL(path, target.appUrl), {
				headers: { authorization: `Bearer ${target.secret}` },
				signal: AbortSignal.any([stopped, AbortSignal.timeout(60_000)]),
			});
			await response.arrayBuffer();
			return response.ok ? undefined : `answered ${response.status}`;
		} catch (error) {
			return (error as Error).message;
		}
	}
}
