import "server-only";
import { after } from "next/server.js";

/** Work that the answer does not wait for. Outside a request there is none to wait: it begins at once. */
export function later(work: () => Promise<unknown>): void {
	try {
		after(work);
	} catch {
		void work();
	}
}
