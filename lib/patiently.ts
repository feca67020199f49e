import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { Refusal } from "./refusal.ts";

const tries = 5;
const firstMs = 300;

/**
 * Asks again for some seconds, ever later, for what is refused with BUSY0: for a page that is made once and then everybody's,
 * and would say that it is broken, and where what was given for it can be given once. Refuses as `ask` does.
 */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
	for (let tried = 1; ; tried++) {
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof Refusal) || error.code !== "BUSY0" || tried === tries) throw error;
			await pause(firstMs * 2 ** (tried - 1) * (0.75 + Math.random() / 2));
		}
	}
}
