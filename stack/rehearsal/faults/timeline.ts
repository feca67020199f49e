import { setTimeout as pause } from "node:timers/promises";
import type { Rig } from "../rig.ts";
import type { Breakage, Evidence, Happened } from "./breakage.ts";
import { breakages } from "./faults.ts";
import type { Scene } from "./scene.ts";

// People are in and choosing by then.
const firstMs = 6_000;
// Those who were told to wait have asked again.
const betweenMs = 4_000;

/** What these names mean: what begins before the bell, and then in their order, each followed by what always comes after it. */
export function planned(names: string[]): Breakage[] {
	const chain = (breakage: Breakage): Breakage[] => [
		breakage,
		...(breakage.next ? chain(breakage.next) : []),
	];
	return names
		.flatMap((name) => chain(breakages[name] as Breakage))
		.sort((a, b) => (b.beforeBell ?? 0) - (a.beforeBell ?? 0));
}

/** Breaks one thing after the other, from the bell on or before it. `told` hears what is broken, and null when it is whole again. */
export async function breakThings(options: {
	rig: Rig;
	plan: Breakage[];
	scene: Scene;
	signal: AbortSignal;
	told(name: string | null): void;
}): Promise<Happened[]> {
	const { rig, plan, scene, signal, told } = options;
	const { opensAt } = scene.opening;
	const happened: Happened[] = [];
	const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal });
	try {
		for (const breakage of plan) {
			const { beforeBell } = breakage;
			await wait(opensAt + (beforeBell ? -1_000 * beforeBell : firstMs) - Date.now());
			const { evidence, from } = { evidence: [] as Evidence[], from: Date.now() };
			const saw = (each: Evidence) => void evidence.push(each);
			told(breakage.name);
			try {
				await breakage.begin(rig, saw, scene);
				await wait(breakage.seconds * 1_000);
			} catch (error) {
				// What cannot be broken is no reason to send everybody home, but neither is it kept.
				if (!signal.aborted) saw({ kept: false, figure: `it did not begin: ${(error as Error).message}` });
			}
			try {
				// What is broken is mended, also when all is over.
				await breakage.end(rig, saw, scene);
			} catch (error) {
				saw({ kept: false, figure: `it was not mended: ${(error as Error).message}` });
			}
			told(null);
			const whole = Date.now();
			happened.push({ breakage, evidence, from, whole, until: whole + breakage.feltFor * 1_000 });
			await wait(breakage.feltFor * 1_000 + betweenMs);
		}
	} catch (error) {
		if (!signal.aborted) throw error;
	}
	return happened;
}
