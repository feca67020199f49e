import "server-only";
import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request } from "node:https";
import { isIP } from "node:net";
import { createGunzip } from "node:zlib";
import { env } from "./env.ts";
import { type Failure, hostOf, isNoName, whyNotAsked, whyNotThere } from "./outbound-rules.ts";

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
export const whyNot = (text: string): Failure | undefined => whyNotAsked(text, env().OUTBOUND_TRUSTED);

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
	const there = addresses.map(({ address }) => address);
	const no = whyNotThere(url, there, env().OUTBOUND_TRUSTED);
	if (no) throw new Unreached(no);
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
		if (isNoName(error)) return [];
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
