import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { answered, type Named } from "./answered.ts";
import { env } from "./env.ts";
import { askedIn } from "./languages/asked-in.ts";
import { noted } from "./notes.ts";
import { Refusal } from "./refusal.ts";
import type { Snapshot } from "./snapshots.ts";
import { bearerOf } from "./token.ts";
import { uncached } from "./uncached.ts";

const bodyLimitBytes = 64 * 1024;

type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** Wraps a route: a Refusal becomes its status, bad input says what to mend, and a bug is loud here and quiet there. Each answer says by which id it is known. */
export function handle<Context = unknown>(route: Handler<Context>): Handler<Context> {
	return (request, context) =>
		noted(
			() => askedIn(request),
			() => answered(request, context as Named, () => route(request, context)),
		);
}

/**
 * The body of a request that changes something: JSON from one of our own pages or from a program, of at most 64 KB unless
 * said otherwise. Refuses ORIGN (missing, `null` or foreign Origin), MEDIA, LARGE and PARSE.
 */
export async function body(request: Request, limitBytes = bodyLimitBytes): Promise<unknown> {
	sameOrigin(request);
	return read(request, limitBytes);
}

/** A JSON body of at most `limitBytes`. Refuses MEDIA, LARGE and PARSE. */
export async function read(request: Request, limitBytes: number): Promise<unknown> {
	if (mediaOf(request) !== "application/json") throw new Refusal("MEDIA");
	const bytes = await limited(request, limitBytes);
	try {
		return JSON.parse(utf8(bytes));
	} catch {
		throw new Refusal("PARSE");
	}
}

/**
 * The fields of a plain HTML form on one of our own pages, for the few routes that take one; no other does. Refuses as
 * `body`, and PARSE where a field comes twice.
 */
export async function form(request: Request, comesFrom = sameOrigin): Promise<Record<string, string>> {
	comesFrom(request);
	if (mediaOf(request) !== "application/x-www-form-urlencoded")
		throw new Refusal("MEDIA", { message: "Send this as a plain HTML form does." });
	const bytes = await limited(request, bodyLimitBytes);
	try {
		const fields = [...new URLSearchParams(utf8(bytes))];
		const typed = Object.fromEntries(fields);
		if (Object.keys(typed).length === fields.length) return typed;
	} catch {
		// No UTF-8.
	}
	throw new Refusal("PARSE", { message: "This form cannot be read. Send each field once, in UTF-8." });
}

/** The fields of a form as mail providers post it, of either kind, from nowhere that can be told. Refuses MEDIA, LARGE and PARSE. */
export async function fieldsOf(request: Request): Promise<Record<string, unknown>> {
	if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)$/.test(mediaOf(request) ?? ""))
		throw new Refusal("MEDIA", { message: "Send this as a form." });
	const bytes = await limited(request, bodyLimitBytes);
	const headers = { "content-type": request.headers.get("content-type") ?? "" };
	try {
		return Object.fromEntries(await new Response(bytes as BodyInit, { headers }).formData());
	} catch {
		throw new Refusal("PARSE", { message: "This form cannot be read." });
	}
}

/**
 * Browsers send Origin with every POST, PUT and DELETE; what does not name our own host is not from our pages. A
 * preview or a second domain has a host of its own, but never another scheme. A program has no Origin, and no browser can be
 * made to send what it shows instead.
 */
export function sameOrigin(request: Request): void {
	if (bearerOf(request.headers)) return;
	const { origin, protocol } = new URL(env().APP_URL);
	const from = request.headers.get("origin");
	if (from !== origin && from !== `${protocol}//${request.headers.get("host")}`) throw new Refusal("ORIGN");
}

/**
 * The same for what does no harm, from a page, too, whose address is a key: it says no origin, but the browser itself says
 * that the page is ours.
 */
export function ownPage(request: Request): void {
	const { headers } = request;
	if (headers.get("origin") === "null" && headers.get("sec-fetch-site") === "same-origin") return;
	sameOrigin(request);
}

/** Only who shows the secret of crons and operators. Refuses DNIED. */
export function operator(request: Request): void {
	const digest = (text: string) => createHash("sha256").update(text).digest();
	const shown = request.headers.get("authorization") ?? "";
	if (!timingSafeEqual(digest(shown), digest(`Bearer ${env().CRON_SECRET}`))) throw new Refusal("DNIED");
}

export const ok = (answer: unknown) => Response.json(answer, { headers: uncached });
export const created = (answer: unknown) => Response.json(answer, { status: 201, headers: uncached });
export const accepted = () => Response.json({}, { status: 202, headers: uncached });
/** To the page that shows what came of a form: loading it again sends nothing twice. */
export const seeOther = (path: string) =>
	new Response(null, { status: 303, headers: { ...uncached, Location: path } });
export const done = () => new Response(null, { status: 204, headers: uncached });

/** What everybody reads has one address: a query or an escape would be another key to every cache on the way. Refuses NTFND. */
export function oneSpelling(request: Request, path: string): void {
	if (request.url !== new URL(path, request.url).href) throw new Refusal("NTFND");
}

/**
 * One answer for everybody. An edge keeps it for a second, unless said otherwise, and may hand out the last one while it asks for the next; a
 * browser asks each time, since it would show a time that is gone, and hears 304 where nothing changed.
 */
export function shared(request: Request, { body, etag }: Snapshot, seconds = 1): Response {
	const headers = {
		ETag: etag,
		"Cache-Control": `public, max-age=0, s-maxage=${seconds}, must-revalidate`,
		"CDN-Cache-Control": `max-age=${seconds}, stale-while-revalidate=30`,
	};
	if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, "Content-Type": "application/json" } });
}

/** Whether who asks has just this answer already. An edge that compresses makes a weak tag of it. */
export function isKnown(request: Request, etag: string): boolean {
	const known = request.headers.get("if-none-match")?.split(/\s*,\s*/) ?? [];
	return known.some((tag) => tag.replace(/^W\//, "") === etag);
}

const mediaOf = (request: Request) =>
	request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
const utf8 = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

async function limited(request: Request, limitBytes: number): Promise<Uint8Array> {
	const length = Number(request.headers.get("content-length") ?? Number.NaN);
	if (length > limitBytes) throw new Refusal("LARGE");
	// HTTP itself holds who names a length to it.
	if (length >= 0) return new Uint8Array(await request.arrayBuffer());
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += chunk.byteLength;
		if (size > limitBytes) throw new Refusal("LARGE");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
