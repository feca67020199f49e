import { log } from "@/lib/log";

/** A list that cannot be had just now is missing, and the page stands. */
export async function orNone<Start>(slots: Promise<Start[]>): Promise<Start[] | undefined> {
	try {
		return await slots;
	} catch (error) {
		log("error", "free times not listed", { error });
		return undefined;
	}
}
