import "server-only";
import { type CookieMethodsServer, createServerClient } from "@supabase/ssr";
import { cookies } from "next/headers";
import { connection, type NextRequest, NextResponse } from "next/server";
import { call } from "./db.ts";
import { env } from "./env.ts";
import { Refusal } from "./refusal.ts";

declare const proven: unique symbol;

/** Somebody whose session Auth has signed. Only this file can make one, so a verb that takes it was given proof. */
export type DeskUser = { readonly userId: string; readonly [proven]: true };

/** Who is signed in, from the session cookie; its signature is checked here, without asking Auth. Null for nobody. */
export async function deskUser(): Promise<DeskUser | null> {
	// A session has an hour to live and is never part of what is rendered ahead.
	await connection();
	const auth = await client();
	const { data } = await auth.getClaims().catch(() => ({ data: null }));
	return data ? prove(data.claims.sub) : null;
}

/** The same for a route that is for signed-in people only. Refuses SIGIN. */
export async function requireDeskUser(): Promise<DeskUser> {
	const who = await deskUser();
	if (!who) throw new Refusal("SIGIN");
	return who;
}

/**
 * Sends a sign-in code, at most once a minute and to teachers only. Says nothing about whether it did, so that
 * nobody learns who is a teacher here.
 */
export async function sendCode(email: string): Promise<void> {
	if (!(await call<boolean>("ask_code", email))) return;
	const auth = await client();
	const { error } = await auth.signInWithOtp({ email, options: { shouldCreateUser: true } });
	if (error) console.error("sign-in code not sent:", error.code ?? error.status, error.name);
}

/** Signs in with a code and sets the session's cookies. Refuses WRONG, DNIED, and BUSY0 when Auth is out of reach. */
export async function signIn(email: string, code: string): Promise<void> {
	const auth = await client();
	const { data, error } = await auth.verifyOtp({ email, token: code, type: "email" });
	if (error && (error.status ?? 0) >= 500) throw new Refusal("BUSY0");
	if (error?.name === "AuthRetryableFetchError") throw new Refusal("BUSY0");
	if (error || !data.user?.email) throw new Refusal("WRONG");
	await call("claim_desk", data.user.id, data.user.email);
}

export async function signOut(): Promise<void> {
	const auth = await client();
	await auth.signOut({ scope: "local" });
}

/**
 * Renews a session whose hour is up on its way to a page, since a page cannot set cookies while it renders. It
 * decides nothing: who may do what is asked by each route and page of its own.
 */
export async function renewSession(request: NextRequest): Promise<NextResponse> {
	let response = NextResponse.next({ request });
	const auth = connect({
		getAll: () => request.cookies.getAll(),
		setAll(fresh) {
			for (const { name, value } of fresh) request.cookies.set(name, value);
			response = NextResponse.next({ request });
			for (const { name, value, options } of fresh) response.cookies.set(name, value, options);
		},
	});
	await auth.getClaims().catch(() => null);
	return response;
}

async function client() {
	const jar = await cookies();
	return connect({
		getAll: () => jar.getAll(),
		setAll(fresh) {
			try {
				for (const { name, value, options } of fresh) jar.set(name, value, options);
			} catch {
				// A page cannot set cookies while it renders; proxy.ts has renewed the session before it does.
			}
		},
	});
}

function connect(store: CookieMethodsServer) {
	const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, APP_URL } = env();
	return createServerClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
		cookieOptions: { httpOnly: true, sameSite: "lax", secure: APP_URL.startsWith("https:") },
		cookies: store,
	}).auth;
}

function prove(userId: string): DeskUser {
	return { userId } as DeskUser;
}
