import { setTimeout as pause } from "node:timers/promises";
import type { Rig } from "../rig.ts";
import type { Breakage, Evidence, Happened } from "./breakage.ts";
import { breakages } from "./faults.ts";

// People are in and choosing by then.
const firstMs = 6_000;
// Those who were told to wait have asked again.
const betweenMs = 4_000;

/** What these names mean, in their order, each followed by what always comes after it. */
export function planned(names: string[]): Breakage[] {
	const chain = (breakage: Breakage): Breakage[] => [
		breakage,
		...(breakage.next ? chain(breakage.next) : []),
	];
	return names.flatMap((name) => chain(breakages[name] as Breakage));
}

/** Breaks one thing after the other from the bell on. `told` hears what is broken, and null when it is whole again. */
export async function breakThings(options: {
	rig: Rig;
	plan: Breakage[];
	opensAt: number;
	signal: AbortSignal;
	told(name: string | null): void;
}): Promise<Happened[]> {
	const { rig, plan, opensAt, signal, told } = options;
	const happened: Happened[] = [];
	const wait = (ms: number) => pause(Math.max(0, ms), undefined, { signal });
	try {
		await wait(opensAt + firstMs - Date.now());
		for (const breakage of plan) {
			const { evidence, from } = { evidence: [] as Evidence[], from: Date.now() };
			const saw = (each: Evidence) => void evidence.push(each);
			told(breakage.name);
			try {
				await breakage.begin(rig, saw);
				await wait(breakage.seconds * 1_000);
			} catch (error) {
				// What cannot be broken is no reason to send everybody home, but neither is it kept.
				if (!signal.aborted) saw({ kept: false, figure: `it did not begin: ${(error as Error).message}` });
			}
			try {
				// What is broken is mended, also when all is over.
				await breakage.end(rig, saw);
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
