import { Worker } from "node:worker_threads";

/** `paths` are asked for in turn; one alone, over and over. */
export type Round = { ms: number; paths: string[] };
export type Told = { perSecond: number; asked: number } | { fault: string };
export type Get = (round: Round) => Promise<{ perSecond: number; asked: number }>;

/** So many connections, in a thread of their own. `get` rejects unless every answer is 200. */
export async function withGetters<T>(
	where: { port: number; host: string; connections: number },
	work: (get: Get) => Promise<T>,
): Promise<T> {
	const worker = new Worker(new URL("./getter.ts", import.meta.url), { workerData: where });
	const get: Get = (round) =>
		new Promise((done, fail) => {
			worker.once("error", fail).once("message", (told: Told) => {
				worker.off("error", fail);
				if ("fault" in told) fail(new Error(told.fault));
				else done(told);
			});
			worker.postMessage(round);
		});
	try {
		return await work(get);
	} finally {
		await worker.terminate();
	}
}
