import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";
import { cookies, headers } from "next/headers";
import { connection, type NextRequest, NextResponse } from "next/server";
import { call } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";
import { bearerOf, isSealedToken, type Scope, tokenHash } from "./token.ts";

declare const proven: unique symbol;

/**
 * Somebody whose session Auth has signed, or for whom a program shows a token. Only this file can make one, so a verb that
 * takes it was given proof.
 */
export type DeskUser = { readonly userId: string; readonly [proven]: true };

/**
 * Who is signed in, from the session cookie; its signature is checked here. Null for nobody. Auth is asked only for its
 * keys and for a session's next hour; where that fails, it refuses BUSY0 or SLOWD: who is signed in must not be told
 * to sign in.
 */
export async function deskUser(): Promise<DeskUser | null> {
	// A session has an hour to live and is never part of what is rendered ahead.
	await connection();
	const { auth, trouble } = await client();
	const claims = await inTime(auth.getClaims().catch(() => null));
	if (claims?.data) return prove(claims.data.claims.sub);
	const no = claims === undefined ? new Refusal("BUSY0") : trouble();
	if (no) throw loud(no);
	return null;
}

/**
 * The same for a route that is for signed-in people, and, where it names a `scope`, for their programs that have a token
 * for it. A token alone decides. Refuses SIGIN, BUSY0, SLOWD, and DNIED for a token that is not good for this.
 */
export async function requireDeskUser(scope?: Scope): Promise<DeskUser> {
	const token = bearerOf(await headers());
	const who = token ? await whoseToken(token, scope) : await deskUser();
	if (!who) throw new Refusal("SIGIN");
	return who;
}

/**
 * For a route that is everybody's: a program that shows a token must have it for this, too. Tells whether it is one. Refuses
 * SIGIN for a token that is none, DNIED for one that is not good for this.
 */
export async function admitProgram(request: Request, scope: Scope): Promise<boolean> {
	const token = bearerOf(request.headers);
	if (token) await whoseToken(token, scope);
	return Boolean(token);
}

/**
 * Sends a sign-in code, at most once a minute and to teachers only. Says nothing about whether it did, so that
 * nobody learns who is a teacher here.
 */
export async function sendCode(email: string): Promise<void> {
	if (!(await call<boolean>("ask_code", email))) return;
	// Auth answers when its mail server has taken the mail.
	const { auth, trouble } = await client(15_000);
	const { error } = await auth.signInWithOtp({ email, options: { shouldCreateUser: true } });
	if (error)
		log("error", "sign-in code not sent", {
			code: String(trouble()?.code ?? error.code ?? error.status),
			by: error.name,
		});
}

/**
 * Signs in with a code and sets the session's cookies. Refuses WRONG and DNIED; SLOWD where Auth itself says that it is
 * too often, and BUSY0 where it is out of reach.
 */
export async function signIn(email: string, code: string): Promise<void> {
	// Longer than for a look, since a code works once; a browser waits for twelve seconds.
	const { auth, trouble } = await client(8_000);
	const { data, error } = await auth.verifyOtp({ email, token: code, type: "email" });
	const no = trouble();
	if (no) throw loud(no);
	if (error) throw new Refusal("WRONG");
	try {
		if (!data.user?.email) throw new Refusal("WRONG");
		await call("claim_desk", data.user.id, data.user.email);
	} catch (no) {
		// The cookies are set by now, and who is told "no" must not find themselves signed in.
		await auth.signOut({ scope: "local" });
		throw no;
	}
}

export async function signOut(): Promise<void> {
	const { auth } = await client();
	await auth.signOut({ scope: "local" });
}

/**
 * Renews a session whose hour is up on its way to a page, since a page cannot set cookies while it renders. It
 * decides nothing: who may do what is asked by each route and page of its own.
 */
export async function renewSession(request: NextRequest): Promise<NextResponse> {
	let response = NextResponse.next({ request });
	const { auth } = connect({
		getAll: () => request.cookies.getAll(),
		setAll(fresh) {
			for (const { name, value } of fresh) request.cookies.set(name, value);
			response = NextResponse.next({ request });
			for (const { name, value, options } of fresh) response.cookies.set(name, value, options);
		},
	});
	await inTime(auth.getClaims().catch(() => null));
	return response;
}

/** How long one request waits for Auth, which retries a renewal by itself for half a minute. */
const patienceMs = 3_000;

/** What comes in time; undefined for what does not. */
function inTime<T>(work: Promise<T>): Promise<T | undefined> {
	return Promise.race([work, pause(patienceMs, undefined, { ref: false })]);
}

async function client(waitMs?: number) {
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
function connect(store: CookieMethodsServer, waitMs = patienceMs) {
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

/** A person hears that it is busy; whoever runs this must hear what is. */
function loud(no: Refusal): Refusal {
	log("error", "Auth busy or out of reach", { code: no.code });
	return no;
}

async function whoseToken(token: string, scope: Scope | undefined): Promise<DeskUser> {
	if (!isSealedToken(token)) throw unknownToken();
	try {
		return prove(await call<string>("prove_token", tokenHash(token), scope ?? null));
	} catch (no) {
		throw no instanceof Refusal && no.code === "SIGIN" ? unknownToken() : no;
	}
}

const unknownToken = () =>
	new Refusal("SIGIN", { message: "This token is unknown, was removed or has run out." });

function prove(userId: string): DeskUser {
	return { userId } as DeskUser;
}
