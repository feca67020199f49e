import type { No } from "../../_ui/send.ts";
import { unheard } from "../../_ui/wait.ts";

/** Why it was not saved, in words. Saving the same again changes nothing. */
export function wordsOf({ code, message, fields, later }: No): string {
	if (code === "UNSURE") return unheard("saving twice is the same as once", later);
	if (code === "SIGIN")
		return "You are signed out. Sign in in another tab, then save again: nothing here is lost.";
	if (code === "NTFND")
		return "This was dropped somewhere else meanwhile. Reload the page to see what is left.";
	return Object.values(fields ?? {})[0] ?? message;
}
