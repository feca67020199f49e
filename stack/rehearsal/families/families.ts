import { Worker } from "node:worker_threads";
import type { Latency } from "../run.ts";
import type { Second } from "./meter.ts";

/** Families that come to an opening by their links, wait, are let in, choose, type and book, as their browsers do it. */
export type Opening = {
	port: number;
	host: string;
	opening: string;
	/** When it opens, in ms since 1970: to everybody, or to the first of two groups. */
	opensAt: number;
	/** The second group: from which family on, and when it may come in. */
	later?: { from: number; opensAt: number };
	/** References of invitations, one a family. */
	invitations: string[];
	teachers: string[];
	type: string;
	weeks: string[];
	/** Between which times before (and, being negative, after) the bell they come, in ms. */
	comeMs: [earliest: number, latest: number];
	/** How long one looks at a list, and types, in ms; the slow ones five times that. */
	thinkMs: number;
	/** How often a status is asked for from two minutes before the bell on, in ms; earlier a tenth as often. */
	lookMs: number;
	/** What share of them does what. */
	shares: Shares;
	seed: number;
	/** A file to which a line is added for each call: see call.ts. */
	log?: string;
	duplicates?: Duplicates;
};

/**
 * How often each call is delivered, at this moment: shared with who turns it. The copies of one go to the edge and to these
 * ports in turn; nobody has a second call of one kind copied, since the copies count as theirs.
 */
export type Duplicates = { times: Int32Array<SharedArrayBuffer>; ports: number[] };

export type Shares = {
	/** Never take their pass. */
	absent: number;
	/** Come some seconds after their bell, and so behind all who were drawn. */
	late: number;
	/** Open the page in two to five tabs. */
	manyTabs: number;
	slow: number;
	/** Are on a line that is slow and loses one request in twenty. */
	badLine: number;
	/** Give their place up while they wait. */
	leaving: number;
	/** Move what they have just booked to another time of the same teacher. */
	moving: number;
	/** Cancel what they have just booked. */
	cancelling: number;
	/** Keep the page open when all is sold, in case that something comes back. */
	lingering: number;
	/** Send a booking five times, by one key. */
	impatient: number;
};

export const usual: Shares = {
	...{ absent: 0.03, late: 0.02, manyTabs: 0.05, slow: 0.05, badLine: 0.05 },
	...{ leaving: 0.02, moving: 0.03, cancelling: 0.03, lingering: 0.1, impatient: 0.02 },
};

export type Family = {
	ticketId: string | undefined;
	/** How it ended: `booked`, `cancelled`, `sold out`, `absent`, `left`, or the code that it gave up at. */
	end: string;
	/** In ms since 1970: having its place, let in, at its end. */
	cameAt: number | undefined;
	admittedAt: number | undefined;
	endedAt: number;
	isSlow: boolean;
	inDraw: boolean;
	/** Tickets that its tabs got: one, however many tabs. */
	tickets: number;
};

/** How many have come, wait, are in and have booked: once a second, while it goes on. */
export type Tick = {
	come: number;
	waiting: number;
	inside: number;
	booked: number;
	/** As everybody is told; null while nobody is. */
	freeSeats: number | null;
	second: Second;
	/** What this program itself has used so far. */
	cpuSeconds: number;
};

export type Outcome = {
	families: Family[];
	/** How often each answer came: `POST join 200`, `GET status 304`; `cut` where the person's own line broke. */
	answers: Record<string, number>;
	/** From when it was first due until the answer, however often it was asked; by route, in ms. */
	latency: Record<string, Latency>;
	/** How late this program was with what was due, in ms. */
	late: Latency;
	/** The most that ever waited here for a free connection. */
	mostQueued: number;
	soldOutAt: number | undefined;
	ticks: Tick[];
	cpuSeconds: number;
};

/** Resolves when all are done. */
export async function comeToOpening(
	opening: Opening,
	onTick?: (tick: Tick) => void,
	signal?: AbortSignal,
): Promise<Outcome> {
	const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: opening });
	const goHome = () => void worker.terminate();
	signal?.addEventListener("abort", goHome);
	try {
		return await new Promise<Outcome>((done, fail) => {
			worker.once("error", fail).once("exit", () => fail(new Error("The crowd went home.")));
			worker.on("message", (said: { tick: Tick } | { outcome: Outcome }) => {
				if ("outcome" in said) done(said.outcome);
				else onTick?.(said.tick);
			});
		});
	} finally {
		signal?.removeEventListener("abort", goHome);
		await worker.terminate();
	}
}
