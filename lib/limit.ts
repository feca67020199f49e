import "server-only";
import { fixedWindow } from "./redis.ts";
import { Refusal } from "./refusal.ts";

/**
 * What is counted, by whom and how often. Identities are addresses of mail, never of machines: a school of two
 * thousand sits behind one. `open` says what happens while Redis is out of reach.
 */
const policies = {
	/** Guessing a six-digit code: refused while nobody can count. */
	signIns: { most: 10, window: "10 m", open: false },
	/** Asking for one: the database itself allows one a minute for each teacher. */
	signInCodes: { most: 6, window: "10 m", open: true },
} as const;

const limiters = new Map<string, ReturnType<typeof fixedWindow>>();

/** Counts one attempt by `who`. Refuses SLOWD past the policy, BUSY0 where it cannot be counted and must be. */
export async function limit(policy: keyof typeof policies, who: string): Promise<void> {
	const { most, window, open } = policies[policy];
	const limiter = limiters.get(policy) ?? fixedWindow(`limit:${policy}`, most, window);
	limiters.set(policy, limiter);
	const result = await limiter.limit(who).catch((error: Error) => {
		console.error(`limit ${policy} not counted:`, error.name);
		if (!open) throw new Refusal("BUSY0");
	});
	if (result && !result.success) {
		throw new Refusal("SLOWD", { retryAfter: Math.max(1, Math.ceil((result.reset - Date.now()) / 1000)) });
	}
}
