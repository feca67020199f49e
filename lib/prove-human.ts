import "server-only";
import { createHash } from "node:crypto";
import { env } from "./env.ts";
import { limit } from "./limit.ts";
import { log } from "./log.ts";
import { reach } from "./outbound.ts";
import { Refusal } from "./refusal.ts";
import { uuidAt } from "./sealed.ts";

/** Where a page puts what the check gave it; it is good for once. */
const header = "firstbell-human";
/** What a token was asked for, so that none from another form of the same site is taken. */
const action = "firstbell";

/**
 * Whether a person asks, by Cloudflare's Turnstile, at a door where strangers write; nothing where an operator has set no keys. Who
 * is `admitted` by something better, such as a program's token or a pass, is not asked. `wish` is what is asked for: a token is good
 * for one. Refuses HUMAN, with where the check is
 * to be had, for a token that is missing, wrong or used; and SLOWD for one person too many among those who cannot be
 * checked: a form without a script, and everybody while the check itself is out of reach. Why:
 * docs/decisions/0026-a-check-that-fails-open-a-little.md.
 */
export async function proveHuman(request: Request, wish: object, admitted = false): Promise<void> {
	const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET: secret, TURNSTILE_URL: url } = env();
	if (!siteKey || !secret || admitted) return;
	const token = request.headers.get(header);
	if (!token && isPlainForm(request)) return void (await limit("unproven", request));
	const verdict = token ? await verify(`${url}/turnstile/v0/siteverify`, secret, token, request, wish) : "no";
	if (verdict === "unknown") return void (await limit("unproven", request));
	if (verdict === "no")
		throw new Refusal("HUMAN", { check: { siteKey, action, script: `${url}/turnstile/v0/api.js` } });
}

/** Only a page's script can bring a token. */
const isPlainForm = ({ headers }: Request) =>
	headers.get("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;

type Verdict = "yes" | "no" | "unknown";
type Told = { success?: boolean; hostname?: string; action?: string; "error-codes"?: string[] };

/** What the check says of a token. One that was sent again with its whole request is as good as the first time. */
async function verify(
	url: string,
	secret: string,
	token: string,
	request: Request,
	wish: object,
): Promise<Verdict> {
	const body = JSON.stringify({
		secret,
		response: token.slice(0, 2048),
		idempotency_key: sameRequest(token, request, wish),
	});
	try {
		const answer = await reach(url, {
			headers: { "content-type": "application/json" },
			body,
			limitBytes: 16_384,
			timeoutMs: 2_500,
		});
		const told = JSON.parse(answer.body.toString()) as Told;
		if (told.success) return isForUs(told, request) ? "yes" : "no";
		const codes = told["error-codes"] ?? [];
		// Of a token it says that it is wrong or used; anything else is said of itself, or of our keys.
		if (codes.some((code) => /^(invalid|missing)-input-response$|^timeout-or-duplicate$/.test(code)))
			return "no";
		throw new Error(codes.join(", ") || `status ${answer.status}`);
	} catch (error) {
		log("error", "bot check out of reach, a few are let in unchecked", { error });
		return "unknown";
	}
}

/** A UUID, as the check wants it, that another token, door, key or wish does not have. */
function sameRequest(token: string, request: Request, wish: object): string {
	const told = [token, new URL(request.url).pathname, request.headers.get("idempotency-key"), wish];
	return uuidAt(createHash("sha256").update(JSON.stringify(told)).digest());
}

function isForUs({ hostname, action: of }: Told, request: Request): boolean {
	const hosts = [new URL(env().APP_URL).hostname, request.headers.get("host")?.replace(/:\d+$/, "")];
	return hosts.includes(hostname) && of === action;
}
