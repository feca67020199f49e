import "server-only";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { cookieOf, setCookie } from "./cookies.ts";
import { env } from "./env.ts";
import { bearerOf } from "./token.ts";

const yearSeconds = 365 * 86_400;

/**
 * Which device asks, as 22 characters that mean nothing elsewhere: from a signed cookie, or a new one that is set with
 * the answer. It says who is counted together, and never who somebody is. A program is counted by its token.
 */
export function deviceOf(request: Request): string {
	const token = bearerOf(request.headers);
	if (token) return createHash("sha256").update(token).digest("base64url").slice(0, 22);
	const known = open("device", cookieOf(request, "firstbell_device")) ?? fresh.get(request);
	if (known) return known;
	const device = randomBytes(16).toString("base64url");
	fresh.set(request, device);
	setCookie("firstbell_device", seal("device", device), yearSeconds);
	return device;
}

/** Who is new has one device, however often a request is counted. */
const fresh = new WeakMap<Request, string>();

const codeSeconds = 15 * 60;

/** Lets this browser try the code that it has just asked for, whatever strangers try elsewhere. */
export function rememberCodeAsked(email: string): void {
	setCookie("firstbell_code", seal(`code for ${email}`, randomBytes(16).toString("base64url")), codeSeconds);
}

/** Lets this browser ask for codes for whom it was signed in as, however often strangers do. */
export function rememberSignedIn(email: string): void {
	setCookie(
		"firstbell_known",
		seal(`signed in as ${email}`, randomBytes(16).toString("base64url")),
		yearSeconds,
	);
}

/** Which signing in as this address this browser remembers; undefined for another browser, or another address. */
export function signedInBefore(request: Request, email: string): string | undefined {
	return open(`signed in as ${email}`, cookieOf(request, "firstbell_known"));
}

/** Which asking for a code this browser remembers; undefined for another browser, or another address. */
export function codeAskedBy(request: Request, email: string): string | undefined {
	return open(`code for ${email}`, cookieOf(request, "firstbell_code"));
}

/**
 * The address of the network that a request came from, as the platform or the proxy in front tells it in a header that
 * it writes itself (CLIENT_IP_HEADER). Undefined without one: what a visitor claims is not believed.
 */
export function networkOf(request: Request): string | undefined {
	const header = env().CLIENT_IP_HEADER;
	return (header && request.headers.get(header)?.trim()) || undefined;
}

function seal(purpose: string, value: string): string {
	return `${value}.${tagOf(purpose, value)}`;
}

const inBase64 = /^[\w-]{22}$/;

function open(purpose: string, sealed: string | undefined): string | undefined {
	const [value = "", tag = ""] = sealed?.split(".") ?? [];
	// As many bytes as characters, or they cannot be compared.
	if (!inBase64.test(value) || !inBase64.test(tag)) return undefined;
	return timingSafeEqual(Buffer.from(tag), Buffer.from(tagOf(purpose, value))) ? value : undefined;
}

function tagOf(purpose: string, value: string): string {
	const mac = createHmac("sha256", env().LINK_SECRET).update(`${purpose}\n${value}`).digest();
	return mac.subarray(0, 16).toString("base64url");
}
