import { randomUUID } from "node:crypto";

export const appUrl = given("APP_URL");

/** What the app answered, read to its end. `error` is there when it refused in its own words. */
export type Said = {
	status: number;
	headers: Headers;
	text: string;
	/** The same without its scripts, which carry words that a page may come to show. */
	shown: string;
	// biome-ignore lint/suspicious/noExplicitAny: a test reads what it knows to be there
	json: any;
	error?: { code: string; message: string; [detail: string]: unknown };
};

type Ask = { body?: unknown; headers?: Record<string, string>; cookie?: string };

/** One request as a browser on our own page sends it: JSON with an Origin. No answer within 20 s is a failure. */
export function ask(method: string, path: string, { body, headers, cookie }: Ask = {}): Promise<Said> {
	return send(method, path, {
		headers: {
			...(method !== "GET" && method !== "HEAD" && { origin: appUrl }),
			...(body !== undefined && { "content-type": "application/json" }),
			...(cookie && { cookie }),
			...headers,
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
}

/** A request exactly as given, to the app or to another one at `url`. */
export async function send(
	method: string,
	path: string,
	{ headers, body }: { headers?: Record<string, string>; body?: BodyInit },
	url = appUrl,
): Promise<Said> {
	const response = await fetch(url + path, {
		method,
		headers,
		body,
		redirect: "manual",
		signal: AbortSignal.timeout(20_000),
	});
	const text = await response.text();
	const json = parsed(text);
	const error = (json as { error?: Said["error"] } | undefined)?.error;
	const shown = text.replace(/<script\b.*?<\/script>/gs, "");
	return { status: response.status, headers: response.headers, text, shown, json, error };
}

export const newKey = (): string => randomUUID();

export const post = (path: string, body: unknown, key = newKey(), extra: Ask = {}): Promise<Said> =>
	ask("POST", path, { ...extra, body, headers: { "idempotency-key": key, ...extra.headers } });

/** A plain HTML form on one of our own pages. */
export const postForm = (path: string, fields: Record<string, string>, extra: Ask = {}): Promise<Said> =>
	send("POST", path, {
		headers: {
			origin: appUrl,
			"content-type": "application/x-www-form-urlencoded",
			...(extra.cookie && { cookie: extra.cookie }),
			...extra.headers,
		},
		body: new URLSearchParams(fields).toString(),
	});

/** What the stack passes on; a test without it is not being run by `npm test`. */
export function given(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set: run \`npm test -- api\`.`);
	return value;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
