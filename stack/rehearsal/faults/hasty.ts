import { setTimeout as pause } from "node:timers/promises";
import type { Evidence } from "./breakage.ts";

/** What a device may ask `POST /api/departures` for in ten minutes: see lib/limit-policies.ts, which a test compares. */
export const mostDepartures = 20;
const windowMs = 10 * 60_000;
const atOnce = 10;

/** How often somebody in haste was let through, was told that they are too fast, and heard anything else. */
export type Hasty = { through: number; refused: number; strange: number };

/**
 * One device that gives up a place that there is none of, again and again: so often `together`, and then so often one `after`
 * the other. Nothing comes of it, so that it is in no log, and whoever judges those who behave does not hear of it.
 */
export async function hurry(appUrl: string, wish: { together: number; after?: number }): Promise<Hasty> {
	for (;;) {
		const window = Math.floor(Date.now() / windowMs);
		const seen = await hurryOnce(appUrl, wish);
		// What is counted anew meanwhile is no sign of anything.
		if (Math.floor(Date.now() / windowMs) === window) return seen;
	}
}

async function hurryOnce(appUrl: string, { together, after = 0 }: { together: number; after?: number }) {
	const seen: Hasty = { through: 0, refused: 0, strange: 0 };
	let cookie = "";
	const tap = async () => {
		const answer = await fetch(`${appUrl}/api/departures`, {
			...{ method: "POST", body: JSON.stringify({ ticket: "A".repeat(66) }) },
			headers: { origin: appUrl, "content-type": "application/json", ...(cookie && { cookie }) },
			signal: AbortSignal.timeout(10_000),
		}).catch(() => undefined);
		cookie ||= answer?.headers.getSetCookie()[0]?.split(";")[0] ?? "";
		await answer?.arrayBuffer().catch(() => {});
		// There is no such place, which is what one hears who is let through.
		if (answer?.status === 404) seen.through++;
		else if (answer?.status === 429) seen.refused++;
		else seen.strange++;
	};
	// From then on it is known as one device.
	await tap();
	for (let left = together - 1; left > 0; left -= atOnce)
		await Promise.all(Array.from({ length: Math.min(left, atOnce) }, tap));
	for (let i = 0; i < after; i++) {
		await pause(50);
		await tap();
	}
	return seen;
}

/** More often than all instances would let through together, each of them counting alone. */
export const meanwhile = (instances: number) => ({ together: instances * mostDepartures + 10 });

/** Without Redis each instance counts alone, and that is all that may be let through. */
export function isBounded({ through, refused, strange }: Hasty, instances: number): Evidence {
	return {
		kept: strange === 0 && refused > 0 && through <= instances * mostDepartures,
		figure: `meanwhile one who was too fast was let through ${through} times, where ${mostDepartures} are allowed and ${instances} instances count alone${besides(strange)}`,
	};
}

/** An instance tells Redis of a request after it has answered, so that each is late by one or two. */
const over = (instances: number) => 3 * instances;

/** As often as is allowed, and then some: fewer than each of two instances alone would refuse. */
export const afterwards = (instances: number) => ({ together: mostDepartures, after: over(instances) + 8 });

/** With it they count together again. */
export function isHeld({ through, refused, strange }: Hasty, instances: number): Evidence {
	return {
		kept: strange === 0 && refused > 0 && through <= mostDepartures + over(instances),
		figure: `afterwards another was let through ${through} times${besides(strange)}`,
	};
}

const besides = (strange: number) => (strange ? `, and met with something else ${strange} times` : "");
