import { Worker } from "node:worker_threads";

/** People who tap one time after the other, about one a second each, and whoever is sent away asks again when told to. */
export type Burst = {
	/** Of the edge, and what people name it by. */
	port: number;
	origin: string;
	people: number;
	forMs: number;
	type: string;
	wishes: { teacher: string; startsAt: string }[];
};

/** How often each answer came, how many of the 503 did not say when to come again, and the others' p95, in ms. */
export type Tapped = { answers: Record<number, number>; wordless: number; p95: number };

/** In a thread of its own, so that it does not hold up what it measures; resolves when they have all gone. */
export async function burst(wanted: Burst): Promise<Tapped> {
	const worker = new Worker(new URL("./burst-worker.ts", import.meta.url), { workerData: wanted });
	try {
		return await new Promise<Tapped>((done, fail) => worker.once("error", fail).once("message", done));
	} finally {
		await worker.terminate();
	}
}
