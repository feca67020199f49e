import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { env } from "./env.ts";
import { Refusal } from "./refusal.ts";

/** How long one request waits for Auth, which retries a renewal by itself for half a minute. */
const patienceMs = 3_000;

/** What comes in time; undefined for what does not. */
export function inTime<T>(work: Promise<T>): Promise<T | undefined> {
	return Promise.race([work, pause(patienceMs, undefined, { ref: false })]);
}

/** Auth for the request that is being answered, whose cookies it reads and sets. */
export async function client(waitMs?: number) {
	const jar = await cookies();
	const store: CookieMethodsServer = {
		getAll: () => jar.getAll(),
		setAll(fresh) {
			try {
				for (const { name, value, options } of fresh) jar.set(name, value, options);
			} catch {
				// A page cannot set cookies while it renders; proxy.ts has renewed the session before it does.
			}
		},
	};
	return connect(store, waitMs);
}

/** Auth for one request; `trouble` is why its last answer, if it gave one, says nothing about who asks. */
export function connect(store: CookieMethodsServer, waitMs = patienceMs) {
	const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, APP_URL } = env();
	const signal = AbortSignal.timeout(waitMs);
	let trouble: Refusal | undefined;
	const reach: typeof fetch = async (input, init) => {
		trouble = new Refusal("BUSY0");
		const answer = await fetch(input, { ...init, signal });
		trouble = troubleIn(answer);
		// Too many renewals at once say nothing against this one, which would end the session by any other status.
		const renewal = answer.status === 429 && String(input).includes("grant_type=refresh_token");
		return renewal ? new Response(null, { status: 503 }) : answer;
	};
	const { auth } = createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
		cookieOptions: { httpOnly: true, sameSite: "lax", secure: APP_URL.startsWith("https:") },
		cookies: store,
		global: { fetch: reach },
	});
	return { auth, trouble: () => trouble };
}

function troubleIn(answer: Response): Refusal | undefined {
	if (answer.status >= 500) return new Refusal("BUSY0");
	if (answer.status !== 429) return undefined;
	const seconds = Number(answer.headers.get("retry-after"));
	return new Refusal("SLOWD", seconds > 0 ? { retryAfter: Math.ceil(seconds) } : {});
}
