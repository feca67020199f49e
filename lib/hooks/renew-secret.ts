import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { locked, unlocked } from "../locked.ts";
import { type HookAnswer, readHook, secretPurpose } from "./read-hook.ts";
import type { Hook, RenewSecret } from "./schema.ts";
import { newSecret } from "./secret.ts";

/** Signs with another secret from now on, and for a day with the old one, too. Refuses DNIED, NTFND. */
export async function renewSecret(
	who: DeskUser,
	{ hook, secret }: RenewSecret,
): Promise<{ hook: Hook; secret: string | null }> {
	const sealed = locked(secretPurpose, hook, newSecret());
	const saved = await call<HookAnswer & { sealed_secret: string }>(
		"renew_hook_secret",
		who.userId,
		hook,
		secret,
		sealed,
	);
	return { hook: readHook(saved), secret: unlocked(secretPurpose, hook, saved.sealed_secret) ?? null };
}
