import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { locked, unlocked } from "../locked.ts";
import { whyNot } from "../outbound.ts";
import { Refusal } from "../refusal.ts";
import { type HookAnswer, readHook, secretPurpose, urlPurpose } from "./read-hook.ts";
import { type Hook, mostHooks, type SaveHook } from "./schema.ts";
import { newSecret } from "./secret.ts";
import { unreachedWords } from "./trouble.ts";

/**
 * Adds a program that is told of bookings, or changes what it is told. `secret` is what it is signed with, told with a new one
 * alone. Refuses DNIED, NTFND, STALE, LIMIT, and INVAL for an address that nobody may be sent to.
 */
export async function saveHook(
	who: DeskUser,
	{ hook, version, url, events, isOn }: SaveHook,
): Promise<{ hook: Hook; secret: string | null }> {
	const no = url && whyNot(url);
	if (no) throw new Refusal("INVAL", { fields: { url: unreachedWords[no] } });
	const sealed = url ? locked(urlPurpose, hook, url) : null;
	const secret = url ? locked(secretPurpose, hook, newSecret()) : null;
	const saved = await call<HookAnswer & { sealed_secret: string }>(
		"save_hook",
		who.userId,
		hook,
		version,
		events,
		String(isOn),
		sealed,
		secret,
	).catch(inItsWords);
	return {
		hook: readHook(saved),
		secret: url ? (unlocked(secretPurpose, hook, saved.sealed_secret) ?? null) : null,
	};
}

function inItsWords(no: unknown): never {
	if (!(no instanceof Refusal) || no.code !== "LIMIT") throw no;
	const message = `${mostHooks} are as many as you can have. Remove one to add another.`;
	throw new Refusal("LIMIT", { message });
}
