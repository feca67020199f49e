import { generateKeyPairSync } from "node:crypto";
import { SignJWT } from "jose";
import { given } from "./ask.ts";

/** Session cookies that look like a teacher's and were not signed by Auth, made from a real one. */
export async function forgedFrom(cookie: string): Promise<Record<string, string>> {
	const [name = "", value = ""] = (cookie.split("; ")[0] ?? "").split("=");
	const session = JSON.parse(
		Buffer.from(decodeURIComponent(value).replace("base64-", ""), "base64url").toString(),
	);
	const [header = "", payload = "", signature = ""] = (session.access_token as string).split(".");
	const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
	const { kid } = JSON.parse(Buffer.from(header, "base64url").toString());
	const own = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
	const publishable = new TextEncoder().encode(given("SUPABASE_PUBLISHABLE_KEY"));
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
	const with_ = (access_token: string) =>
		`${name}=base64-${encode({ ...session, access_token, refresh_token: "none" })}`;
	return {
		"with its claims changed": with_(
			`${header}.${encode({ ...claims, exp: claims.exp + 86_400 })}.${signature}`,
		),
		"with another key": with_(
			await new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid, typ: "JWT" }).sign(own),
		),
		"with the publishable key": with_(
			await new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(publishable),
		),
		"not signed at all": with_(`${encode({ alg: "none", typ: "JWT" })}.${payload}.`),
		"as no token": with_("teacher"),
		"as no session": `${name}=base64-${encode({ user: { id: claims.sub } })}`,
		"as no text": `${name}=base64-%00%FF`,
	};
}
