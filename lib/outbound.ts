import "server-only";
import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request } from "node:https";
import { isIP } from "node:net";
import { createGunzip } from "node:zlib";
import { env } from "./env.ts";
import { isPublicAddress } from "./public-address.ts";

/** Why something outside was not reached, or not heard to its end. It never says what was asked for: an address may be a secret. */
export type Failure =
	| "address" // no https, or a name and password in it
	| "private" // leads to ourselves or into our network
	| "nobody" // no such host
	| "unreachable"
	| "slow"
	| "large"
	| "redirects"
	| "encoding";

export class Unreached extends Error {
	override name = "Unreached";
	readonly failure: Failure;
	constructor(failure: Failure) {
		super(`not reached: ${failure}`);
		this.failure = failure;
	}
}

type Resolve = (host: string) => Promise<{ address: string; family: number }[]>;
type Options = {
	headers?: Record<string, string>;
	/** Told by POST, and then it is sent nowhere else: what is for one is told to no other. */
	body?: string;
	/** With 0 only the answer's head is waited for, whatever comes after it. */
	limitBytes: number;
	/** For all of it, redirects included. */
	timeoutMs: number;
	/** How often it may be sent elsewhere, each time looked at again. */
	redirects?: number;
	resolve?: Resolve;
};
export type Reached = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

/**
 * The one door to the world outside: asks for `url` by GET, or tells it something by POST. Only by https and only of public
 * addresses; the host's name is looked up once, and what was looked at is where it connects to, whatever the name leads to a
 * moment later. Throws Unreached, with the body cut off at `limitBytes`, packed and unpacked.
 */
export async function reach(url: string, options: Options): Promise<Reached> {
	const signal = AbortSignal.timeout(options.timeoutMs);
	let at = url;
	for (let left = options.body === undefined ? (options.redirects ?? 0) : 0; ; left--) {
		try {
			const no = whyNot(at);
			if (no) throw new Unreached(no);
			const answer = await ask(new URL(at), options, signal);
			const to = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
			if (!to) return answer;
			if (left <= 0) throw new Unreached("redirects");
			at = URL.parse(to, at)?.href ?? "";
		} catch (error) {
			if (error instanceof Unreached) throw error;
			throw new Unreached(signal.aborted ? "slow" : "unreachable");
		}
	}
}

/** Why an address can be asked by nobody, as far as that shows before its host's name is looked up. */
export function whyNot(text: string): Failure | undefined {
	const url = URL.parse(text);
	if (!url || url.username || url.password) return "address";
	if (isTrusted(url)) return /^https?:$/.test(url.protocol) ? undefined : "address";
	if (url.protocol !== "https:") return "address";
	// Spelled one way from here on: `0x7f.1` is 127.0.0.1.
	return isIP(hostOf(url)) && !isPublicAddress(hostOf(url)) ? "private" : undefined;
}

const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, "$1");

/** What an operator says is ours and may be asked all the same, as a calendar server of the school's own. */
function isTrusted({ protocol, hostname, port }: URL): boolean {
	const trusted = env().OUTBOUND_TRUSTED;
	// A port that is a protocol's own is not spelled.
	if (!port && trusted.includes(hostname)) return true;
	const at = port || (protocol === "https:" ? "443" : "80");
	return trusted.includes(`${hostname}:${at}`) || trusted.includes(`${hostname}:*`);
}

async function ask(
	url: URL,
	{ headers, body, limitBytes, resolve = lookUp }: Options,
	signal: AbortSignal,
): Promise<Reached> {
	signal.throwIfAborted();
	const host = hostOf(url);
	const addresses = isIP(host)
		? [{ address: host, family: isIP(host) }]
		: await inTime(resolve(host), signal);
	if (addresses.length === 0) throw new Unreached("nobody");
	// One that is not public is enough: whoever runs that name plays with us.
	if (!isTrusted(url) && !addresses.every(({ address }) => isPublicAddress(address)))
		throw new Unreached("private");
	const response = await new Promise<IncomingMessage>((answer, fail) => {
		(url.protocol === "https:" ? request : plainRequest)(url, {
			method: body === undefined ? "GET" : "POST",
			headers: {
				"accept-encoding": "gzip",
				"user-agent": "Firstbell",
				...(body !== undefined && { "content-length": Buffer.byteLength(body) }),
				...headers,
			},
			signal,
			// A connection of its own, to what was looked at.
			agent: false,
			lookup: (_host, { all }, found) =>
				all ? found(null, addresses) : found(null, addresses[0]?.address ?? "", addresses[0]?.family),
		})
			.once("response", answer)
			.once("error", fail)
			.end(body);
	});
	try {
		return {
			status: response.statusCode ?? 0,
			headers: response.headers,
			body: limitBytes ? await bodyOf(response, limitBytes) : Buffer.alloc(0),
		};
	} finally {
		response.destroy();
	}
}

async function bodyOf(response: IncomingMessage, limitBytes: number): Promise<Buffer> {
	if (Number(response.headers["content-length"]) > limitBytes) throw new Unreached("large");
	const encoding = response.headers["content-encoding"]?.trim().toLowerCase() || "identity";
	if (encoding === "identity") return limited(response, limitBytes);
	if (encoding !== "gzip" && encoding !== "x-gzip") throw new Unreached("encoding");
	const unpacked = createGunzip();
	response.once("error", (error) => unpacked.destroy(error));
	return limited(response.pipe(unpacked), limitBytes).catch((error) => {
		throw error.code?.startsWith("Z_") ? new Unreached("encoding") : error;
	});
}

async function limited(stream: AsyncIterable<Buffer>, limitBytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > limitBytes) throw new Unreached("large");
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

const lookUp: Resolve = async (host) => {
	try {
		return await lookup(host, { all: true });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ENOTFOUND" || code === "ENODATA") return [];
		throw error;
	}
};

/** A name that is looked up too long is given up with everything else. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((done, fail) => {
		signal.addEventListener("abort", () => fail(signal.reason), { once: true });
		work.then(done, fail);
	});
}
