import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./data-folder.ts";

const EVERY_MS = 5_000;

/**
 * What Vercel does by the schedules in vercel.json, done every five seconds so that nobody waits for a minute to turn:
 * calls each path of `crons` on the app with `Authorization: Bearer <secret>`, never overlapping itself: a calendar
 * that keeps us waiting holds up no mail. A path that fails is told once, and once more when it works again.
 */
export function startCron(options: {
	appUrl: string;
	secret: string;
	log: (line: string) => void;
}): () => void {
	const file = join(projectRoot, "vercel.json");
	const crons = existsSync(file)
		? (JSON.parse(readFileSync(file, "utf8")) as { crons?: { path: string }[] }).crons
		: [];
	const paths = [...new Set((crons ?? []).map((cron) => cron.path))];
	const failing = new Set<string>();
	const stopped = new AbortController();
	const timers = new Map<string, NodeJS.Timeout>();

	async function round(path: string): Promise<void> {
		const trouble = await call(path);
		if (stopped.signal.aborted) return;
		if (trouble && !failing.has(path)) options.log(`cron ${path}: ${trouble}`);
		if (!trouble && failing.has(path)) options.log(`cron ${path}: works again`);
		if (trouble) failing.add(path);
		else failing.delete(path);
		timers.set(path, setTimeout(round, EVERY_MS, path));
	}

	async function call(path: string): Promise<string | undefined> {
		try {
			const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(60_000)]);
			const response = await fetch(new URL(path, options.appUrl), {
				headers: { authorization: `Bearer ${options.secret}` },
				signal,
			});
			await response.arrayBuffer();
			return response.ok ? undefined : `answered ${response.status}`;
		} catch (error) {
			return (error as Error).message;
		}
	}

	for (const path of paths) timers.set(path, setTimeout(round, 1_000, path));
	return () => {
		stopped.abort();
		for (const timer of timers.values()) clearTimeout(timer);
	};
}
