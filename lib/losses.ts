import "server-only";
import { limit } from "./limit.ts";
import { Refusal, type RefusalCode } from "./refusal.ts";

/** What somebody hears whom others were quicker than. */
const lost = new Set<RefusalCode>(["TAKEN", "GONE0"]);

/**
 * Runs a claim by a ticket that was counted already. Whoever keeps losing has not run wild, so `takeBack` is called for what is
 * lost; up to what `losses` lets, which no person taps. Past it each counts, and soon is refused.
 */
export async function sparingLosses<Answer>(
	request: Request,
	ticket: string,
	takeBack: () => void,
	claim: () => Promise<Answer>,
): Promise<Answer> {
	try {
		return await claim();
	} catch (error) {
		if (error instanceof Refusal && lost.has(error.code))
			await limit("losses", request, { ticket }).then(takeBack, () => {});
		throw error;
	}
}
