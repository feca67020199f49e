import "server-only";
import { Worker } from "node:worker_threads";
import type { Read, Wish } from "./read-calendar.ts";
import { Unreadable } from "./unreadable.ts";

const patienceMs = 8_000;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a calendar in a thread of its own, which may think for eight seconds and remember 200 MB, one after the other: what
 * somebody put into it holds up no request. Throws Unreadable as `readCalendar` does, and where it takes more than that.
 */
export function readApart(bytes: Uint8Array, wish: Wish): Promise<Read> {
	const reading = turn.then(() => inWorker(bytes, wish));
	turn = reading.catch(() => {});
	return reading;
}

async function inWorker(bytes: Uint8Array, wish: Wish): Promise<Read> {
	const worker = new Worker(new URL("./calendar-worker.ts", import.meta.url), {
		workerData: { bytes, wish },
		// What it reads is a stranger's: our secrets are not there.
		env: {},
		resourceLimits: { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 40 },
	});
	let timer: NodeJS.Timeout | undefined;
	try {
		const said = await new Promise<{ read: Read } | { unreadable: string }>((done, fail) => {
			timer = setTimeout(
				() => fail(new Unreadable("It takes too long to find out what is in this calendar.")),
				patienceMs,
			);
			worker.once("message", done);
			worker.once("error", (error: NodeJS.ErrnoException) =>
				fail(
					error.code === "ERR_WORKER_OUT_OF_MEMORY"
						? new Unreadable("There is too much in this calendar.")
						: error,
				),
			);
			worker.once("exit", () => fail(new Error("a reader of calendars ended without a word")));
		});
		if ("unreadable" in said) throw new Unreadable(said.unreadable);
		return said.read;
	} finally {
		clearTimeout(timer);
		await worker.terminate();
	}
}
