import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import type { ReplayHook } from "./schema.ts";

/**
 * Tells a program again, by the same id, what it was told or never was: one thing, or all that was given up. Refuses DNIED,
 * NTFND, CLOSD for one that is switched off.
 */
export async function replayHook(
	who: DeskUser,
	{ hook, delivery }: ReplayHook,
): Promise<{ replayed: number }> {
	try {
		return { replayed: await call<number>("replay_hook", who.userId, hook, delivery ?? null) };
	} catch (no) {
		if (!(no instanceof Refusal) || no.code !== "CLOSD") throw no;
		throw new Refusal("CLOSD", { message: "This is switched off. Switch it on first." });
	}
}
