import "server-only";
import { headers } from "next/headers";
import { connection, type NextRequest, NextResponse } from "next/server";
import { client, connect, inTime } from "./auth-client.ts";
import { call } from "./db.ts";
import { log } from "./log.ts";
import { patiently } from "./patiently.ts";
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
		const { id, email } = data.user;
		// The code is used up by now, and the next one comes in a minute: a busy moment must not cost it.
		await patiently(() => call("claim_desk", id, email));
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
