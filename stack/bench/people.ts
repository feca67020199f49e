import { Worker } from "node:worker_threads";

/** People who come over `comeMs`, each looks at the week and books one time. Where it is busy they ask again, by the same key. */
export type Rush = {
	port: number;
	/** What they name it by, such as `http://localhost:3000`. */
	origin: string;
	comeMs: number;
	wishes: { teacher: string; type: string; startsAt: string; week: string }[];
};

/** How often each answer came: `look 200`, `book 201`, `book 503`. */
export type Tally = Record<string, number>;

export async function rush(wanted: Rush): Promise<Tally> {
	const worker = new Worker(new URL("./people-worker.ts", import.meta.url), { workerData: wanted });
	try {
		return await new Promise<Tally>((done, fail) => worker.once("error", fail).once("message", done));
	} finally {
		await worker.terminate();
	}
}
