import { setTimeout as pause } from "node:timers/promises";
import type { Meter } from "./meter.ts";

/** Waits, and notes how late it was done waiting: that is this program's fault, and a part of what is then measured from `due` on. */
export async function until({ now, meter }: { now(): number; meter: Meter }, due: number): Promise<void> {
	const wait = due - now();
	if (wait > 0) {
		await pause(wait);
		meter.late(now() - due);
	}
}
