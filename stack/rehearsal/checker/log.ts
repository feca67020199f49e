import type { Call } from "../call.ts";
import { outcomeOf } from "./outcome.ts";

/** All that was asked with one key: once, however many calls it took. */
export type Ask = {
	key: string;
	verb: Call["verb"];
	/** In the order in which they were sent. */
	calls: Call[];
	/** From when it may have been done: when the first call that was not refused was sent. */
	from: number;
	/** The first "yes" that was heard, by when it was done. */
	answer: Call | null;
};

/** A rehearsal's calls, by what they are. Those of one list are in the order in which they were sent. */
export type Log = {
	calls: Call[];
	/** Holds, and bookings in one step: what takes a seat. */
	takes: Ask[];
	confirms: Ask[];
	moves: Ask[];
	extensions: Call[];
	/** The same, by what they ask. */
	extended: Ask[];
	releases: Call[];
	cancels: Call[];
	joins: Call[];
	enters: Call[];
	leaves: Call[];
	edits: Call[];
};

/** Of places, those of this opening alone. */
export function readLog(lines: Iterable<Call>, opening?: string): Log {
	const calls = [...lines].sort((a, b) => a.sent - b.sent);
	const of = (verb: Call["verb"]) =>
		calls.filter((call) => call.verb === verb && (call.opening ?? opening) === opening);
	return {
		calls,
		takes: asksOf(calls.filter(({ verb }) => verb === "hold" || verb === "book")),
		confirms: asksOf(of("confirm")),
		moves: asksOf(of("move")),
		extensions: of("extend"),
		extended: asksOf(of("extend")),
		releases: of("release"),
		cancels: of("cancel"),
		joins: of("join"),
		enters: of("enter"),
		leaves: of("leave"),
		edits: of("edit"),
	};
}

function asksOf(calls: Call[]): Ask[] {
	const byKey = new Map<string, Call[]>();
	for (const [i, call] of calls.entries()) {
		// What has no key is nobody else's call either.
		const key = call.key ?? `without a key ${i}`;
		const same = byKey.get(key);
		if (same) same.push(call);
		else byKey.set(key, [call]);
	}
	return Array.from(byKey, ([key, same]) => askOf(key, same));
}

function askOf(key: string, calls: Call[]): Ask {
	let [answer, from]: [Call | null, number] = [null, Number.POSITIVE_INFINITY];
	for (const call of calls) {
		const outcome = outcomeOf(call);
		if (outcome !== "refused") from = Math.min(from, call.sent);
		if (outcome === "done" && heardOf(call) < heardOf(answer)) answer = call;
	}
	return { key, verb: (calls[0] as Call).verb, calls, from, answer };
}

/** When it was answered; never, without an answer. */
export const heardOf = (call: Call | null) => call?.heard ?? Number.POSITIVE_INFINITY;
