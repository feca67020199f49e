import { appendFileSync } from "node:fs";
import type { Call } from "../call.ts";
import { Browser, type World } from "../families/browser.ts";
import { dice } from "../families/dice.ts";
import { Meter } from "../families/meter.ts";
import { Lines } from "../lines.ts";
import type { Rehearsed } from "../school.ts";
import { Guest } from "./guest.ts";

/** Who is there while things break, and how a fault sends people of its own. */
export type Scene = Rehearsed & {
	/** Somebody new, at the edge or at the port of one instance. */
	guest(port?: number): Guest;
	/** A line of the rehearsal's log. */
	note(call: Call): void;
	/** By the same clock as the log's. */
	now(): number;
	/** How often each call is delivered, families' and guests': its first number. */
	copies: Int32Array<SharedArrayBuffer>;
	close(): void;
};

// Families are numbered from 0 on.
const firstGuest = 1_000_000;

/** `log` is the file that the families' calls are written to, and `instances` the instances' own ports. */
export function setScene(rehearsed: Rehearsed, log: string, instances: number[]): Scene {
	const { host, port: edge, seed } = rehearsed.opening;
	const began = { at: Date.now(), clock: performance.now() };
	const worlds = new Map<number, World>();
	let guests = 0;
	const copies = new Int32Array(new SharedArrayBuffer(4)).fill(1);
	const times = () => Atomics.load(copies, 0);
	const note = (call: Call) => appendFileSync(log, `${JSON.stringify(call)}\n`);
	const now = () => began.at + performance.now() - began.clock;
	const worldAt = (port: number): World => {
		const known = worlds.get(port);
		if (known) return known;
		const lines = instances.map((each) => new Lines(each, 10));
		const own = { host, lines: new Lines(port, 60), meter: new Meter(), log: note, now };
		const world = { ...own, copies: { times, lines } };
		worlds.set(port, world);
		return world;
	};
	return {
		...rehearsed,
		...{ note, now, copies },
		guest(port = edge) {
			const person = firstGuest + guests++;
			return new Guest(new Browser(worldAt(port), person, dice(seed + person), false), port);
		},
		close() {
			for (const { lines, copies } of worlds.values())
				for (const each of [lines, ...(copies?.lines ?? [])]) each.close();
		},
	};
}
