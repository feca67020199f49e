import cluster from "node:cluster";
import { CannotStart } from "../cannot-start.ts";
import { failuresAfter, waitAfter } from "./backoff.ts";
import { inTurn, type Place, type Running, settle, spawn } from "./place.ts";

export type State = {
	/** Whether visitors are taken: one process answers, and it has not been asked to stop. */
	ready: boolean;
	wanted: number;
	processes: { place: number; pid: number; seconds: number }[];
};

export type Supervisor = {
	state(): State;
	/** Replaces each process in turn, by `env` from now on: the new one answers before the old one says farewell. */
	renew(env: Record<string, string>): Promise<void>;
	/** Resolves when all of them have answered what they were asked. */
	stop(): Promise<void>;
};

/**
 * So many processes of `worker` behind one port, which they ask for by listening; node:cluster deals out what comes. One
 * that ends by itself has a successor at once, and at longer and longer intervals where that ends as well. Resolves when
 * all take visitors, each at a place that is one process's at a time; refuses (CannotStart) where the first ends before it does.
 */
export async function supervise(options: {
	worker: string;
	processes: number;
	env: Record<string, string>;
	/** How long who was asked to end may take for it. */
	patienceMs: number;
	log: (line: string) => void;
}): Promise<Supervisor> {
	const { processes, patienceMs, log } = options;
	let { env } = options;
	let stopping = false;
	let renewing = Promise.resolve();
	// Workers inherit what this Node was started with; a heap of their own as `next start` has it.
	cluster.setupPrimary({
		exec: options.worker,
		args: [],
		execArgv: ["--max-old-space-size=512", "--disable-warning=ExperimentalWarning"],
	});
	const places: Place[] = Array.from({ length: processes }, (_, i) => ({
		...{ number: i + 1, failures: 0, turn: Promise.resolve() },
	}));

	async function fill(place: Place): Promise<Running> {
		if (stopping) throw new Error("asked to stop");
		const running = await spawn(place, env);
		place.running = running;
		running.ended.then((how) => lost(place, running, how));
		return running;
	}

	function lost(place: Place, running: Running, how: string): void {
		if (running.asked || stopping || place.running !== running) return;
		place.running = undefined;
		place.failures = failuresAfter(place.failures, Date.now() - running.since);
		const ms = waitAfter(place.failures);
		log(`process ${place.number} (${running.pid}) ended by itself (${how}): another in ${ms / 1_000} s`);
		refillIn(ms, place);
	}

	function refillIn(ms: number, place: Place): void {
		clearTimeout(place.timer);
		place.timer = setTimeout(() => inTurn(place, () => refill(place)), ms);
	}

	async function refill(place: Place): Promise<void> {
		// Who was replaced just as it died has its successor.
		if (stopping || place.running) return;
		try {
			const { pid } = await fill(place);
			log(`process ${place.number} (${pid}) takes visitors`);
		} catch (error) {
			if (stopping) return;
			place.failures++;
			const ms = waitAfter(place.failures);
			log(
				`process ${place.number} does not start (${(error as Error).message}): once more in ${ms / 1_000} s`,
			);
			refillIn(ms, place);
		}
	}

	async function replace(place: Place): Promise<void> {
		const before = place.running;
		clearTimeout(place.timer);
		const { pid } = await fill(place).catch((error) => {
			// One that was empty is tried again, as it would have been.
			if (!before && !stopping) refillIn(waitAfter(++place.failures), place);
			throw error;
		});
		place.failures = 0;
		if (before) await settle(before, patienceMs, log);
		log(`process ${place.number} is now ${pid}`);
	}

	async function renewAll(wanted: Record<string, string>): Promise<void> {
		const kept = env;
		env = wanted;
		for (const place of places) {
			try {
				await inTurn(place, () => replace(place));
			} catch (error) {
				env = kept;
				if (stopping) throw new CannotStart("it was asked to stop.");
				throw new CannotStart(
					`The new process ${place.number} does not start (${(error as Error).message}): the old ones go on.`,
				);
			}
		}
	}

	async function stop(): Promise<void> {
		stopping = true;
		for (const { timer } of places) clearTimeout(timer);
		const all = places.flatMap(({ running, starting }) => [running, starting]);
		await Promise.all(all.map((each) => each && settle(each, patienceMs, log)));
		// Whoever was being replaced is on its way out as well.
		await Promise.all(places.map(({ turn }) => turn));
	}

	try {
		// The first says what is wrong with an environment; then once is enough.
		for (const group of [places.slice(0, 1), places.slice(1)])
			await Promise.all(group.map((place) => inTurn(place, () => fill(place))));
	} catch (error) {
		await stop();
		throw new CannotStart(`The app would not start (${(error as Error).message}); what it said is above.`);
	}
	return {
		state() {
			const up = places.flatMap(({ number, running }) => (running ? [{ number, ...running }] : []));
			return {
				ready: !stopping && up.length > 0,
				wanted: processes,
				processes: up.map(({ number, pid, since }) => ({
					...{ place: number, pid },
					seconds: Math.round((Date.now() - since) / 1_000),
				})),
			};
		},
		renew(wanted) {
			// One after the other, should somebody ask twice.
			const turn = renewing.then(() => renewAll(wanted));
			renewing = turn.catch(() => {});
			return turn;
		},
		stop,
	};
}
