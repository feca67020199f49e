import { isHere } from "../../lib/this-machine.ts";
import { byOwnNetwork, mend, note, type Verdict, well } from "./finding.ts";

const dashboard = "Project Settings, API Keys";

/** The key's own shape: one that opens more than Auth must not lie where a publishable one is meant. */
export function keyKind(key: string): Verdict {
	if (key.startsWith("sb_secret_") || roleIn(key) === "service_role")
		return mend(
			`SUPABASE_PUBLISHABLE_KEY holds a secret key, which opens every table: put the publishable one there (${dashboard}), and make that secret anew`,
		);
	if (key.startsWith("sb_publishable_")) return well("the key is a publishable one");
	if (roleIn(key) === "anon")
		return note("the key is a legacy one (anon), which Supabase is giving up: take the publishable one");
	return mend(
		`SUPABASE_PUBLISHABLE_KEY is no key of Supabase: it begins with sb_publishable_ (${dashboard})`,
	);
}

/** Auth answers, knows the key, and lets people in by mail. `inside` a network of one's own it may be without TLS. */
export async function signIn(url: string, key: string, inside = false): Promise<Verdict> {
	const isOpen = !url.startsWith("https:") && !isHere(url);
	if (isOpen && !inside) return mend("SUPABASE_URL is not https");
	const answer = await ask(url, "settings", key);
	if (answer.status === 401 || answer.status === 403)
		return mend(
			`Auth does not know SUPABASE_PUBLISHABLE_KEY: copy it from the same project as SUPABASE_URL (${dashboard})`,
		);
	if (!answer.ok)
		return mend(
			`Auth answers ${answer.status} at SUPABASE_URL: is the project paused, or the address another's?`,
		);
	const { external, disable_signup } = (await answer.json()) as {
		external?: { email?: boolean };
		disable_signup?: boolean;
	};
	if (external?.email === false)
		return mend(
			"signing in by mail is off: run `supabase config push`, or Authentication, Sign In / Providers, Email",
		);
	if (disable_signup)
		return mend(
			"new people are let in by nobody, and a first sign-in is a sign-up: run `supabase config push`, or Authentication, Sign In / Providers",
		);
	const said = "Auth answers, knows the key, and lets people in by mail";
	return isOpen ? note(`${said}; ${byOwnNetwork}`) : well(said);
}

/**
 * With asymmetric keys a session is checked here; with a shared secret each page would ask Auth. A key on standby is published as one in
 * use is, and a secret never: only a token that somebody signed in with would tell which of them signs.
 */
export async function signingKeys(url: string, key: string): Promise<Verdict> {
	const answer = await ask(url, ".well-known/jwks.json", key);
	const { keys = [] } = (answer.ok ? await answer.json() : {}) as { keys?: { alg?: string; kty?: string }[] };
	const kinds = [
		...new Set(keys.filter(({ kty }) => kty !== "oct").map(({ alg, kty }) => alg ?? kty ?? "?")),
	];
	if (kinds.length === 0)
		return mend(
			"sessions are signed by a shared secret, so that each page asks Auth: Project Settings, JWT Keys, migrate and then Rotate keys",
		);
	return note(
		`sessions can be checked here by ${kinds.join(", ")}, where that is the key in use, and not one on standby: Project Settings, JWT Keys shows which; where it is the legacy secret, Rotate keys there`,
	);
}

const ask = (url: string, path: string, key: string) =>
	fetch(`${url.replace(/\/$/, "")}/auth/v1/${path}`, {
		headers: { apikey: key },
		signal: AbortSignal.timeout(8_000),
	});

/** The role that a legacy key names; undefined for what is none. */
function roleIn(key: string): string | undefined {
	try {
		return JSON.parse(Buffer.from(key.split(".")[1] ?? "", "base64url").toString()).role;
	} catch {
		return undefined;
	}
}
