import cluster, { type Worker } from "node:cluster";
import { closedWord } from "./leave.ts";

/** One of the processes that there are to be, whoever is it at the moment. */
export type Place = {
	number: number;
	failures: number;
	running?: Running;
	/** Who is to be it next, and takes no visitors yet. */
	starting?: Running;
	timer?: NodeJS.Timeout;
	/** Settled when nobody is at it. */
	turn: Promise<unknown>;
};

export type Running = {
	pid: number;
	/** When it began to take visitors. */
	since: number;
	/** Whether its end was asked for. */
	asked: boolean;
	worker: Worker;
	/** How it ended, when it has. */
	ended: Promise<string>;
};

const startMs = 60_000;

/** What is done to a place is done in turn: two at once would each begin a process for it, and one of those would be nobody's. */
export function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
	const turn = place.turn.then(work);
	place.turn = turn.catch(() => {});
	return turn;
}

/** A process that takes visitors at a place. Throws where it ends before it does, is asked to, or needs longer than a minute. */
export async function spawn(place: Place, env: Record<string, string>): Promise<Running> {
	const worker = cluster.fork({ ...env, FIRSTBELL_PLACE: String(place.number) });
	const ended = new Promise<string>((done) => {
		worker.once("exit", (code, signal) => done(signal ?? `exit code ${code}`));
	});
	const ready = new Promise<"ready">((done) => worker.once("message", () => done("ready")));
	worker.on("message", (word) => {
		// Who was killed meanwhile hears nothing. Without somebody who is told so, that is an error that ends us.
		if (word === closedWord) worker.send(word, () => {});
	});
	const running = { pid: worker.process.pid ?? 0, since: 0, asked: false, worker, ended };
	place.starting = running;
	const late = AbortSignal.timeout(startMs);
	const tooLate = new Promise<string>((done) =>
		late.addEventListener("abort", () => done("no answer within a minute")),
	);
	const came = await Promise.race([ready, ended, tooLate]);
	place.starting = undefined;
	if (came !== "ready") worker.process.kill("SIGKILL");
	// Asked to end while it began, it may have taken visitors all the same, and answers them first.
	if (came !== "ready" || running.asked) throw new Error(came === "ready" ? await ended : came);
	return Object.assign(running, { since: Date.now() });
}

/** Ends one by asking it to; and for good where it has not done so in time. */
export async function settle(
	running: Running,
	patienceMs: number,
	log: (line: string) => void,
): Promise<void> {
	running.asked = true;
	running.worker.process.kill("SIGTERM");
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<"late">((done) => {
		timer = setTimeout(done, patienceMs, "late");
	});
	if ((await Promise.race([running.ended, late])) === "late") {
		log(`process ${running.pid} is not done after ${patienceMs / 1_000} s, and is ended`);
		running.worker.process.kill("SIGKILL");
		await running.ended;
	}
	clearTimeout(timer);
}
