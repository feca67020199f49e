import { Worker } from "node:worker_threads";

/** People who look at one slot list, as the page in their browser does. */
export type Crowd = { leave(): Promise<Report> };

export type Report = {
	/** How many answers there were of each status. A line that broke counts as 0. */
	answers: Record<string, number>;
	/** From when a look was due until it was answered, in ms. */
	waitMs: { p50: number; p99: number; most: number };
	/** How late this program itself sent what was due, in ms: past some tens it measures itself. */
	lateMs: { p50: number; p99: number; most: number };
	/** The share of a core it used. */
	load: number;
	/** For each watched start, and each viewer: when they first had a list without it, in ms since 1970, or null. */
	goneAt: Record<string, (number | null)[]>;
};

export type Gathering = {
	port: number;
	path: string;
	viewers: number;
	/** Starts of slots, as they stand in the list. */
	watched?: string[];
	/** Their connections come from this machine's 127.0.0.1, and name this host. */
	host: string;
};

/** They come over a second or two and are all there when this resolves; each keeps one connection. */
export async function gather(gathering: Gathering): Promise<Crowd> {
	const worker = new Worker(new URL("./viewers-worker.ts", import.meta.url), { workerData: gathering });
	const heard = <Message>() =>
		new Promise<Message>((done, fail) => {
			worker.once("error", fail).once("message", (message: Message) => {
				worker.off("error", fail);
				done(message);
			});
		});
	await heard();
	return {
		async leave() {
			const report = heard<Report>();
			worker.postMessage("leave");
			try {
				return await report;
			} finally {
				await worker.terminate();
			}
		},
	};
}
