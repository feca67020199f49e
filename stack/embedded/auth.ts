import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Lite } from "./auth-schema.ts";
import type { Secrets } from "./data-folder.ts";
import { type Answer, type Ask, json, serve } from "./serve.ts";

/**
 * Supabase Auth at http://127.0.0.1:`port`/auth/v1 as a hosted project with asymmetric keys has it: ES256 tokens that
 * `getClaims()` verifies by the JWKS, and `verifyOtp({ type: 'email' })`. Behind it is Supabase's lite server, which
 * signs HS256 with an empty JWKS: tokens are signed anew on their way out, and translated back on their way in.
 */
export async function startAuth(options: {
	port: number;
	lite: Lite;
	secrets: Secrets;
}): Promise<() => Promise<void>> {
	const { port, lite, secrets } = options;
	const issuer = `http://127.0.0.1:${port}/auth/v1`;
	const { d: _, ...publicKey } = secrets.signingKey;
	const keys = [{ ...publicKey, alg: "ES256", use: "sig", key_ops: ["verify"] }];
	const mint = minter(issuer, secrets);

	return serve(port, async (ask) => {
		const path = ask.url.pathname;
		if (path === "/auth/v1/.well-known/jwks.json") return json({ keys });
		// The mails carry a code and no link; a link's redirect would hand out a token that nobody can verify.
		if (!path.startsWith("/auth/v1/") || (path === "/auth/v1/verify" && ask.method === "GET")) {
			return json({ code: 404, error_code: "not_found", msg: "Only Auth is served here." }, 404);
		}
		const headers = await inward(ask, mint);
		let answer: Answer = {};
		for (const body of path === "/auth/v1/verify" ? asLiteNames(ask.body) : [ask.body]) {
			answer = await outward(await forward(ask, headers, body), mint);
			if (answer.status === 200) break;
		}
		return answer;
	});
	function forward(ask: Ask, headers: Headers, body: Buffer): Promise<Response> {
		const hasBody = !["GET", "HEAD"].includes(ask.method);
		return lite.fetch(
			new Request(ask.url, { method: ask.method, headers, body: hasBody ? new Uint8Array(body) : undefined }),
		);
	}
}

/** What hosted takes as `email` is to lite a `magiclink` for those it knows and a `signup` for those it does not. */
function asLiteNames(body: Buffer): Buffer[] {
	try {
		const wish = JSON.parse(body.toString()) as { type?: string };
		if (wish.type !== "email") return [body];
		return ["signup", "magiclink"].map((type) => Buffer.from(JSON.stringify({ ...wish, type })));
	} catch {
		return [body];
	}
}

async function inward(ask: Ask, mint: Minter): Promise<Headers> {
	const headers = new Headers();
	for (const [name, value] of Object.entries(ask.headers)) {
		if (value !== undefined && !["content-length", "connection", "transfer-encoding"].includes(name))
			headers.set(name, String(value));
	}
	const bearer = ask.headers.authorization?.replace(/^bearer /i, "") ?? "";
	headers.delete("authorization");
	// supabase-js sends its key as bearer while nobody is signed in; only a token says who asks.
	if (bearer.split(".").length === 3) headers.set("authorization", `Bearer ${await mint.asLite(bearer)}`);
	return headers;
}

async function outward(response: Response, mint: Minter): Promise<Answer> {
	const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "content-length"));
	const text = await response.text();
	let body = text;
	if (response.ok && text.includes('"access_token"')) {
		const session = JSON.parse(text) as Session;
		body = JSON.stringify({ ...session, access_token: await mint.asHosted(session) });
	}
	return { status: response.status, headers, body };
}

type Minter = ReturnType<typeof minter>;

/** Translates tokens between lite's HS256 and ours. What does not verify passes as it is, for lite to refuse. */
function minter(issuer: string, secrets: Secrets) {
	const shared = new TextEncoder().encode(secrets.authSecret);
	const privateKey: KeyObject = createPrivateKey({ key: secrets.signingKey, format: "jwk" });
	const publicKey = createPublicKey(privateKey);
	return {
		async asHosted({ access_token, user }: Session): Promise<string> {
			const { payload } = await jwtVerify(access_token, shared);
			return new SignJWT({ ...alwaysThere(payload, user), ...payload, iss: issuer })
				.setProtectedHeader({ alg: "ES256", kid: secrets.signingKey.kid, typ: "JWT" })
				.sign(privateKey);
		},
		async asLite(token: string): Promise<string> {
			try {
				const { payload } = await jwtVerify(token, publicKey, { issuer, algorithms: ["ES256"] });
				return await new SignJWT(payload).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(shared);
			} catch {
				return token;
			}
		},
	};
}

type Session = { access_token: string; user?: { app_metadata?: object; user_metadata?: object } };

/** The claims that a hosted token always has; lite leaves most of them out. */
const alwaysThere = (payload: JWTPayload, user: Session["user"]): JWTPayload => ({
	aud: "authenticated",
	role: "authenticated",
	email: "",
	phone: "",
	app_metadata: user?.app_metadata ?? {},
	user_metadata: user?.user_metadata ?? {},
	aal: "aal1",
	amr: [{ method: "otp", timestamp: payload.iat }],
	is_anonymous: false,
});
