import "server-only";
import { after } from "next/server";
import { env } from "../env.ts";
import { log } from "../log.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import { dropCopies } from "./drop-copies.ts";

/** What decides a teacher's page was edited: from now on nobody sees the old one. */
export function renewTeacher(handle: string): void {
	dropCopies(handle);
	// Hours that were opened may be somebody's who waits.
	offerSoon(handle, { afterEdit: true });
	after(() => renderAnew(handle));
}

/** The old page is gone: asked for at once, the new one stands before a visitor waits or the database is away. */
async function renderAnew(handle: string): Promise<void> {
	const signal = AbortSignal.timeout(10_000);
	await fetch(`${env().APP_URL}/t/${handle}`, { signal })
		.then((page) => page.arrayBuffer())
		.catch((error: Error) => log("warn", "page not rendered anew", { error }));
}
