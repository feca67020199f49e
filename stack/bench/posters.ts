import { Worker } from "node:worker_threads";

/** Whole requests, as they go over the wire, taken from the end. */
export type Round = { ms: number; requests: string[] };
export type Told = { perSecond: number } | { fault: string };

/**
 * So many connections to the app, in a thread of their own: the mailbox lives in this one. `post` sends on each as soon
 * as it has its answer, for `ms`, and gives answers a second; rejects unless all were 201.
 */
export async function withPosters<T>(
	port: number,
	connections: number,
	work: (post: (round: Round) => Promise<number>) => Promise<T>,
): Promise<T> {
	const worker = new Worker(new URL("./poster.ts", import.meta.url), { workerData: { port, connections } });
	const post = (round: Round) =>
		new Promise<number>((done, fail) => {
			worker.once("error", fail).once("message", (told: Told) => {
				worker.off("error", fail);
				if ("fault" in told) fail(new Error(told.fault));
				else done(told.perSecond);
			});
			worker.postMessage(round);
		});
	try {
		return await work(post);
	} finally {
		await worker.terminate();
	}
}
