import { setTimeout as pause } from "node:timers/promises";
import type { Rig } from "../rig.ts";
import { type Breakage, breakages } from "./faults.ts";

/** One that happened: when it began, was whole again, and may no longer be felt; ms since 1970. */
export type Happened = { breakage: Breakage; from: number; whole: number; until: number };

// People are in and choosing by then.
const firstMs = 6_000;
// Those who were told to wait have asked again.
const betweenMs = 4_000;

/** Breaks one thing after the other from the bell on. `told` hears what is broken, and null when it is whole again. */
export async function breakThings(options: {
	rig: Rig;
	names: string[];
	opensAt: number;
	signal: AbortSignal;
	told(name: string | null): void;
}): Promise<Happened[]> {
	const { rig, names, opensAt, signal, told } = options;
	const happened: Happened[] = [];
	const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal });
	try {
		await wait(opensAt + firstMs - Date.now());
		for (const breakage of names.map((name) => breakages[name] as Breakage)) {
			const from = Date.now();
			told(breakage.name);
			try {
				await breakage.begin(rig);
				await wait(breakage.seconds * 1_000);
			} finally {
				// What is broken is mended, also when all is over.
				await breakage.end(rig);
			}
			told(null);
			const whole = Date.now();
			happened.push({ breakage, from, whole, until: whole + breakage.feltFor * 1_000 });
			await wait(breakage.feltFor * 1_000 + betweenMs);
		}
	} catch (error) {
		if (!signal.aborted) throw error;
	}
	return happened;
}
