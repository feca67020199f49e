import { setTimeout as pause } from "node:timers/promises";
import type { Call } from "./call.ts";
import { Browser, type World } from "./families/browser.ts";
import { dice } from "./families/dice.ts";
import { Meter } from "./families/meter.ts";
import { codeIn, Guest, seatIn } from "./faults/guest.ts";
import { Lines } from "./lines.ts";
import type { Teacher } from "./make-school.ts";
import type { Latency } from "./run.ts";

export type Bookers = {
	/** Every call so far. */
	calls: Call[];
	/** Resolves once everybody who is at it has come to an end. */
	stop(): Promise<Course>;
};

/** How they fared: what came of each, by how it ended, and what is no end that one understands. */
export type Course = { ends: Record<string, number>; strange: string[]; latency: Latency | undefined };

/** What one is told on purpose where others book, too. */
const understood = ["booked", "moved", "cancelled", "released", "TAKEN", "GONE0"];

/**
 * So many people at once who hold, confirm, book in one step, move, cancel and give up with teachers whom anybody may book,
 * one after another, until they are stopped. `host` is what the app believes that it is called.
 */
export function startBookers(options: {
	port: number;
	host: string;
	teachers: Teacher[];
	people: number;
	seed?: number;
}): Bookers {
	const { port, host, teachers, people, seed = 1 } = options;
	const calls: Call[] = [];
	const began = { at: Date.now(), clock: performance.now() };
	const world: World = {
		...{ host, lines: new Lines(port, people * 2), meter: new Meter() },
		log: (call) => void calls.push(call),
		now: () => began.at + performance.now() - began.clock,
	};
	const ends: Record<string, number> = {};
	const over = new AbortController();
	let came = 0;
	const goOn = async () => {
		while (!over.signal.aborted) {
			const person = came++;
			const random = dice(seed * 1_000_003 + person);
			const end = await walk(new Guest(new Browser(world, person, random, false), port), teachers, random);
			ends[end] = (ends[end] ?? 0) + 1;
		}
	};
	const all = Array.from({ length: people }, goOn);
	return {
		calls,
		async stop() {
			over.abort();
			await Promise.all(all);
			world.lines.close();
			const strange = Object.keys(ends).filter((end) => !understood.includes(end));
			return { ends, strange, latency: world.meter.latency().API };
		},
	};
}

/** What one does; gives how it ended. */
async function walk(guest: Guest, teachers: Teacher[], random: () => number): Promise<string> {
	const think = () => pause(100 + random() * 300);
	const any = <T>(list: T[]) => list[Math.floor(random() * list.length)] as T;
	const { handle, starts } = any(teachers);
	const start = any(starts);
	const slot = `${handle} ${start}`;
	const isAtOnce = random() < 0.2;
	const taken = await (isAtOnce ? guest.book(handle, start) : guest.hold(handle, start));
	if (taken.status !== 201) return codeIn(taken);
	await think();
	let seat = seatIn(taken, slot);
	if (!isAtOnce) {
		if (random() < 0.15) return ended(await guest.release(seat), 204, "released");
		const confirmed = await guest.confirm(seat);
		if (confirmed.status !== 201) return codeIn(confirmed);
		seat = seatIn(confirmed, slot);
	}
	const next = random();
	if (next > 0.5) return "booked";
	await think();
	return next < 0.25
		? ended(await guest.cancel(seat), 200, "cancelled")
		: ended(await guest.move(seat, `${handle} ${any(starts)}`), 200, "moved");
}

const ended = (answer: Parameters<typeof codeIn>[0], wanted: number, well: string) =>
	answer.status === wanted ? well : codeIn(answer);
