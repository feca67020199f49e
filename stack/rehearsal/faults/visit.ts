import { setTimeout as pause } from "node:timers/promises";
import type { Answer } from "../families/browser.ts";
import type { Place } from "../families/place.ts";
import type { Evidence } from "./breakage.ts";
import { codeIn, type Guest, seatIn } from "./guest.ts";
import type { Scene } from "./scene.ts";

/** Somebody with a place in the neighbours' opening. */
export type Came = { guest: Guest; place: Place };

/** What somebody found: how much longer or shorter a hold was than it is promised, in ms, and what went wrong. */
export type Visit = { offMs: number; wrong: string[] };

/** How long a teacher's time is held, as it is promised. */
const holdMs = 5 * 60_000;

/** Comes in by a pass, holds the first free time from `first` on, asks for more of it, books, looks at the link and cancels. */
export async function visit(scene: Scene, came: Came, first: number): Promise<Visit> {
	const { guest, place } = came;
	const { opening, teacher } = scene.neighbours.queued;
	const found: Visit = { offMs: 0, wrong: [] };
	const isAs = (what: string, answer: Answer, status: number) => {
		if (answer.status !== status) found.wrong.push(`${what} ${codeIn(answer)}`);
		return answer.status === status;
	};
	if (!isAs("pass", await passOf(came, opening), 200)) return found;
	for (const start of teacher.starts.slice(first)) {
		const sent = scene.now();
		const held = await guest.hold(teacher.handle, start, { opening, place });
		if (codeIn(held) === "TAKEN") continue;
		if (!isAs("hold", held, 201)) return found;
		const until = Date.parse((held.json() as { heldUntil: string }).heldUntil) - holdMs;
		// By the database's clock, at some moment while it was asked for.
		found.offMs = Math.min(0, until - sent) + Math.max(0, until - scene.now());
		const seat = seatIn(held, `${teacher.handle} ${start}`);
		isAs("extension", await guest.extend(seat), 200);
		const booked = await guest.confirm(seat);
		if (!isAs("booking", booked, 201)) return found;
		const mine = seatIn(booked, seat.slot);
		if (!(await guest.sees(mine))) found.wrong.push("link without a booking");
		isAs("cancellation", await guest.cancel(mine), 200);
		return found;
	}
	found.wrong.push("no free time");
	return found;
}

/** Asks until it is their turn. It is a look at the status that moves an opening on. */
async function passOf({ guest, place }: Came, opening: string): Promise<Answer> {
	for (let tries = 0; ; tries++) {
		const pass = await guest.enter(opening, place);
		if (codeIn(pass) !== "QUEUE" || tries > 20) return pass;
		await guest.browser.get("GET status", "shared", `/api/openings/${opening}/status/1`);
		await pause(700);
	}
}

export function judgeVisits(visits: Visit[]): Evidence {
	const off = Math.max(...visits.map(({ offMs }) => Math.abs(offMs)));
	const wrong = visits.flatMap((each) => each.wrong);
	const whole = visits.filter((each) => each.wrong.length === 0).length;
	return {
		// The log's clock and the database's are read a moment apart.
		kept: whole === visits.length && off < 1_000,
		figure:
			`${whole} of ${visits.length} came in there by a pass, held, booked, and cancelled by their link` +
			`${wrong.length ? ` (${wrong.slice(0, 3).join(", ")})` : ""}, holds off by ${Math.round(off)} ms at most`,
	};
}
