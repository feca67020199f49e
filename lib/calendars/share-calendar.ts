import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { env } from "../env.ts";
import type { MineKey } from "../mine/ref.ts";
import type { SharedCalendar } from "./schema.ts";

export type Owner = { desk: DeskUser } | { mine: MineKey };

/** Gives a calendar a new secret address; the one before leads nowhere. Only a hash of it is kept. Refuses DNIED, NTFND. */
export async function shareCalendar(owner: Owner): Promise<SharedCalendar> {
	const secret = randomBytes(32).toString("base64url");
	await put(owner, hashOf(secret));
	return { url: `${env().APP_URL}/api/calendar-feeds/${secret}.ics` };
}

/** Takes its address away; twice is once. Refuses DNIED, NTFND. */
export const unshareCalendar = (owner: Owner) => put(owner, null);

export function hashOf(secret: string): string {
	return createHash("sha256").update(secret).digest("hex");
}

async function put(owner: Owner, hash: string | null): Promise<void> {
	if ("desk" in owner) await call("share_desk", owner.desk.userId, hash);
	else await call("share_mine", owner.mine.bookerId, owner.mine.version, hash);
}
