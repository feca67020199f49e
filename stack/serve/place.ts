import cluster, { type Worker } from "node:cluster";
import { closedWord } from "./leave.ts";

/** One of the processes that there are to be, whoever is it at the moment. */
export type Place = { number: number; failures: number; running?: Running; timer?: NodeJS.Timeout };

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

/** A process that takes visitors. Throws where it ends before it does, or needs longer than a minute. */
export async function spawn(
	number: number,
	env: Record<string, string>,
	lost: (how: string) => void,
): Promise<Running> {
	const worker = cluster.fork({ ...env, FIRSTBELL_PLACE: String(number) });
	const ended = new Promise<string>((done) => {
		worker.once("exit", (code, signal) => done(signal ?? `exit code ${code}`));
	});
	const ready = new Promise<"ready">((done) => worker.once("message", () => done("ready")));
	worker.on("message", (word) => {
		// Who was killed meanwhile hears nothing. Without somebody who is told so, that is an error that ends us.
		if (word === closedWord) worker.send(word, () => {});
	});
	const late = AbortSignal.timeout(startMs);
	const tooLate = new Promise<string>((done) =>
		late.addEventListener("abort", () => done("no answer within a minute")),
	);
	const came = await Promise.race([ready, ended, tooLate]);
	if (came !== "ready") {
		worker.process.kill("SIGKILL");
		throw new Error(came);
	}
	ended.then(lost);
	return { pid: worker.process.pid ?? 0, since: Date.now(), asked: false, worker, ended };
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
