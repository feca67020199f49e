import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { oneInProcess } from "./in-process.ts";
import { type Language, languages } from "./languages/languages.js";
import { traceId } from "./trace.ts";

/** What a request waits for: a copy kept in Redis, a turn at the pool, the database. */
type Cost = "cache" | "queue" | "db";
type Notes = {
	id: string;
	language: () => Language;
	costs: Map<Cost, number>;
	headers: [name: string, value: string][];
	settle: ((busy: boolean) => void)[];
};

const requests = oneInProcess("requests", () => new AsyncLocalStorage<Notes>());

/**
 * Runs a request of somebody who speaks a language, which few of them have to know, and writes on its answer what was noted
 * on the way: headers, what it waited for as its Server-Timing, `queue;dur=0.1, db;dur=2.3` in milliseconds, and by which id all
 * that is told of it can be found, its trace's, as its X-Request-Id.
 */
export async function noted(language: () => Language, work: () => Promise<Response>): Promise<Response> {
	const id = traceId() ?? randomUUID().replaceAll("-", "");
	const notes: Notes = { id, language, costs: new Map(), headers: [], settle: [] };
	const response = await requests.run(notes, work);
	for (const settle of notes.settle) settle(response.status === 503);
	for (const [name, value] of notes.headers) response.headers.append(name, value);
	const timing = [...notes.costs].map(([cost, ms]) => `${cost};dur=${ms.toFixed(1)}`).join(", ");
	if (timing) response.headers.set("Server-Timing", timing);
	response.headers.set("X-Request-Id", id);
	return response;
}

/** The language of who asks; outside a request nobody does. */
export function askersLanguage(): Language {
	return requests.getStore()?.language() ?? languages[0];
}

/** By which a person may quote what they ask just now; undefined where nobody asks. */
export function requestId(): string | undefined {
	return requests.getStore()?.id ?? traceId();
}

/** A header for the answer to come, whatever it will say. Outside a request nobody would read it. */
export function noteHeader(name: string, value: string): void {
	requests.getStore()?.headers.push([name, value]);
}

/** What is done once it is known what is answered, and whether that is that we are busy. Outside a request nothing is waited for. */
export function onceAnswered(settle: (busy: boolean) => void): void {
	const notes = requests.getStore();
	if (notes) notes.settle.push(settle);
	else settle(false);
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
