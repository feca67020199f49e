import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";
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
	renewTeacher(saved.handle);
	return { version: saved.version };
}
