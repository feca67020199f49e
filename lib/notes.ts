import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** What a request waits for: a copy kept in Redis, a turn at the pool, the database. */
type Cost = "cache" | "queue" | "db";
type Notes = { costs: Map<Cost, number>; headers: [name: string, value: string][]; undo: (() => void)[] };

const requests = new AsyncLocalStorage<Notes>();

/**
 * Runs a request, and writes on its answer what was noted on the way: headers, and what it waited for as its
 * Server-Timing, `queue;dur=0.1, db;dur=2.3` in milliseconds.
 */
export async function noted(work: () => Promise<Response>): Promise<Response> {
	const notes: Notes = { costs: new Map(), headers: [], undo: [] };
	const response = await requests.run(notes, work);
	if (response.status === 503) for (const undo of notes.undo) undo();
	for (const [name, value] of notes.headers) response.headers.append(name, value);
	const timing = [...notes.costs].map(([cost, ms]) => `${cost};dur=${ms.toFixed(1)}`).join(", ");
	if (timing) response.headers.set("Server-Timing", timing);
	return response;
}

/** A header for the answer to come, whatever it will say. Outside a request nobody would read it. */
export function noteHeader(name: string, value: string): void {
	requests.getStore()?.headers.push([name, value]);
}

/** What is taken back where the answer is that we are busy: whoever comes again then has asked once. */
export function unlessBusy(undo: () => void): void {
	requests.getStore()?.undo.push(undo);
}

/** Counts what a wait took to the request that waits. */
export async function spend<Answer>(cost: Cost, work: () => Promise<Answer>): Promise<Answer> {
	const costs = requests.getStore()?.costs;
	if (!costs) return work();
	const from = performance.now();
	try {
		return await work();
	} finally {
		costs.set(cost, (costs.get(cost) ?? 0) + performance.now() - from);
	}
}
