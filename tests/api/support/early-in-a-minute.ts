import { setTimeout as pause } from "node:timers/promises";

/** Limits are counted by whole minutes: where this one is nearly over it waits for the next, so that what is counted together falls into one. */
export async function earlyInAMinute(): Promise<void> {
	const left = 60_000 - (Date.now() % 60_000);
	if (left < 10_000) await pause(left + 50);
}
