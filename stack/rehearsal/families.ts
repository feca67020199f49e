import { Worker } from "node:worker_threads";

/** Families that come to an opening by their links, wait, are let in, choose, type and book, as their browsers do it. */
export type Opening = {
	port: number;
	host: string;
	opening: string;
	/** When it opens, in ms since 1970. */
	opensAt: number;
	/** References of invitations, one a family. */
	invitations: string[];
	teachers: string[];
	type: string;
	weeks: string[];
	/** Between which times before (and, being negative, after) the bell they come, in ms. */
	comeMs: [earliest: number, latest: number];
	/** How long one looks at a list, and types, in ms; the slow ones five times that. */
	thinkMs: number;
	/** How often a status is asked for, in ms. */
	lookMs: number;
	/** Shares of those who never take their pass, who open a second tab, and who are slow. */
	absent: number;
	doubled: number;
	slow: number;
	seed: number;
};

export type Family = {
	ticketId: string | undefined;
	/** How it ended: `booked`, `sold out`, `absent`, or the code that it gave up at. */
	end: string;
	endedAt: number;
	admittedAt: number | undefined;
	isSlow: boolean;
	inDraw: boolean;
	/** Tickets that its tabs got: one, however many tabs. */
	tickets: number;
};

export type Outcome = {
	families: Family[];
	/** How often each answer came: `POST /api/tickets 200`, `GET status 304`. */
	answers: Record<string, number>;
	/** From sending until the answer, in ms, by kind: p50, p95, p99, most. */
	waitMs: Record<string, { p50: number; p95: number; p99: number; most: number }>;
	/** How late this program was with what was due, in ms. */
	lateMs: { p50: number; p99: number };
	/** The most that ever waited here for a free connection. */
	mostQueued: number;
	soldOutAt: number | undefined;
};

/** Resolves when all are done. */
export async function comeToOpening(opening: Opening): Promise<Outcome> {
	const worker = new Worker(new URL("./families-worker.ts", import.meta.url), { workerData: opening });
	try {
		return await new Promise<Outcome>((done, fail) => {
			worker.once("error", fail).once("message", done);
		});
	} finally {
		await worker.terminate();
	}
}
