import { parentPort, workerData } from "node:worker_threads";
import { decode } from "./decode.ts";
import { readCalendar, type Wish } from "./read-calendar.ts";
import { Unreadable } from "./unreadable.ts";

// Its own thread, so that it can be ended in the middle of a thought: see read-apart.ts.
const { bytes, wish } = workerData as { bytes: Uint8Array; wish: Wish };
try {
	parentPort?.postMessage({ read: readCalendar(decode(bytes), wish) });
} catch (error) {
	if (!(error instanceof Unreadable)) throw error;
	parentPort?.postMessage({ unreadable: error.message });
}
