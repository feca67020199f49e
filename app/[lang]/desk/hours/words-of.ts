import type { No } from "../../../_ui/send.ts";
import { signedOut, unheard } from "../../../_ui/wait.ts";

/** Why it was not saved, in words. Saving the same again changes nothing. */
export function wordsOf({ code, message, fields, later }: No): string {
	if (code === "UNSURE") return unheard("saving twice is the same as once", later);
	if (code === "SIGIN") return signedOut;
	if (code === "NTFND")
		return "This was removed somewhere else meanwhile. Reload the page to see what is left.";
	return Object.values(fields ?? {})[0] ?? message;
}
