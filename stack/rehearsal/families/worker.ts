import { appendFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { Call } from "../call.ts";
import { Lines } from "../lines.ts";
import type { World } from "./browser.ts";
import type { Opening, Outcome, Tick } from "./families.ts";
import { family } from "./family.ts";
import { Meter } from "./meter.ts";
import type { Count } from "./place.ts";
import { StatusBoard } from "./status-board.ts";

const opening = workerData as Opening;
const lines = new Lines(opening.port, 400);
const { duplicates } = opening;
const otherLines = duplicates?.ports.map((port) => new Lines(port, 40)) ?? [];
const meter = new Meter();
const board = new StatusBoard();
const count: Count = { come: 0, waiting: 0, inside: 0, booked: 0 };
const ticks: Tick[] = [];
const began = { at: Date.now(), clock: performance.now() };
let logged: string[] = [];
let mostQueued = 0;

const world: World = {
	...{ host: opening.host, lines, meter },
	...(duplicates && { copies: { times: () => Atomics.load(duplicates.times, 0), lines: otherLines } }),
	log: (call: Call) => void (opening.log && logged.push(JSON.stringify(call))),
	now: () => began.at + performance.now() - began.clock,
};

function writeLog(): void {
	if (opening.log && logged.length > 0) appendFileSync(opening.log, `${logged.join("\n")}\n`);
	logged = [];
}

const clock = setInterval(() => {
	mostQueued = Math.max(mostQueued, lines.waiting);
	const freeSeats = board.latest?.status.freeSeats ?? null;
	const tick: Tick = { ...count, freeSeats, second: meter.tick(Date.now()), cpuSeconds: cpuSeconds() };
	ticks.push(tick);
	parentPort?.postMessage({ tick });
	writeLog();
}, 1_000);

const shared = { world, opening, board, count };
const families = await Promise.all(opening.invitations.map((_, number) => family(shared, number)));
clearInterval(clock);
writeLog();
for (const each of [lines, ...otherLines]) each.close();
const outcome: Outcome = {
	families,
	answers: meter.answers,
	latency: meter.latency(),
	late: meter.lateness(),
	...{ mostQueued, ticks, soldOutAt: board.soldOutAt },
	cpuSeconds: cpuSeconds(),
};
parentPort?.postMessage({ outcome });

function cpuSeconds(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000_000;
}
