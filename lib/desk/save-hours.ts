import "server-only";
import { revalidateTag } from "next/cache";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { writeSpan } from "./read-span.ts";
import type { SaveHours } from "./schema.ts";

/** Replaces the week's hours and renews the public page. Refuses DNIED, STALE. */
export async function saveHours(who: DeskUser, { version, spans }: SaveHours): Promise<{ version: number }> {
	const saved = await call<{ version: number; handle: string }>(
		"save_hours",
		who.userId,
		version,
		JSON.stringify(spans.map(writeSpan)),
	);
	revalidateTag(`teacher:${saved.handle}`, "max");
	return { version: saved.version };
}
