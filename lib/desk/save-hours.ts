import "server-only";
import { revalidateTag } from "next/cache";
import { after } from "next/server";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { env } from "../env.ts";
import { changed } from "../snapshots.ts";
import { writeSpan } from "./read-span.ts";
import type { SaveHours } from "./schema.ts";

/** Replaces the week's hours; from then on nobody sees the old ones. Refuses DNIED, STALE. */
export async function saveHours(who: DeskUser, { version, spans }: SaveHours): Promise<{ version: number }> {
	const saved = await call<{ version: number; handle: string }>(
		"save_hours",
		who.userId,
		version,
		JSON.stringify(spans.map(writeSpan)),
	);
	changed(saved.handle);
	revalidateTag(`teacher:${saved.handle}`, { expire: 0 });
	after(() => renderAnew(saved.handle));
	return { version: saved.version };
}

/** The old page is gone: asked for at once, the new one stands before a visitor waits or the database is away. */
async function renderAnew(handle: string): Promise<void> {
	const signal = AbortSignal.timeout(10_000);
	await fetch(`${env().APP_URL}/t/${handle}`, { signal })
		.then((page) => page.arrayBuffer())
		.catch((error: Error) => console.error("page not rendered anew:", error.message));
}
