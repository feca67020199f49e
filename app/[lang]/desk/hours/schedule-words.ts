import type { Kept } from "./schedule-wish.ts";
import type { Step } from "./use-save.ts";

/** What is so of a schedule now: after it was saved, and after that was taken back. */
export function scheduleWords(step: Step<Kept> | undefined) {
	const now = step?.to.is?.name;
	const before = step?.from?.is?.name;
	if (now === undefined && before === undefined) return { saved: "Saved." };
	if (now === undefined) return { saved: `“${before}” is gone.`, undone: `“${before}” is gone again.` };
	// Removing it gave the usual hours to the types that had it and are retired, and those it does not get back.
	if (before === undefined)
		return {
			saved: `“${now}” is there.`,
			undone: `“${now}” is back. A type that was retired with these hours has the usual ones now.`,
		};
	return { saved: `Saved. It is called “${now}” now.`, undone: `It is called “${now}” again.` };
}
