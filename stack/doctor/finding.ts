/**
 * What the doctor found of one thing, in a line. `well` and `mend` are judged; `note` is what nobody can judge from here;
 * `unasked` is what cannot be asked while something else is to be mended.
 */
export type Finding = { name: string; state: "well" | "mend" | "note" | "unasked"; says: string };

export type Verdict = Omit<Finding, "name">;

export const well = (says: string): Verdict => ({ state: "well", says });
/** What is wrong, and how it is mended. Never a value out of the environment that is a secret. */
export const mend = (says: string): Verdict => ({ state: "mend", says });
export const note = (says: string): Verdict => ({ state: "note", says });
export const unasked = (says: string): Verdict => ({ state: "unasked", says });

/** Of what has no TLS and need not have it, as long as that is so. */
export const byOwnNetwork =
	"it is not encrypted, and goes by a network of your own alone: let nobody else into that";

/** Judges one thing; what it throws is to be mended, in the words of what threw. */
export async function judged(name: string, judge: () => Verdict | Promise<Verdict>): Promise<Finding> {
	try {
		return { name, ...(await judge()) };
	} catch (error) {
		return { name, ...mend(reasonOf(error)) };
	}
}

/** Why something failed, in one line. */
export function reasonOf(error: unknown): string {
	const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown };
	// What fetch throws says only that it failed.
	if (cause) return reasonOf(cause);
	return (message || code || String(error)).replaceAll(/\s+/g, " ").trim();
}
