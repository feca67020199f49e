import "server-only";
import { env } from "../env.ts";
import { shown } from "./shown.ts";

/** The public doors that a booking goes through. */
export type Door = "list" | "hold" | "book" | "cancel";

const paths = { hold: "/api/holds", book: "/api/bookings", cancel: "/api/cancellations" };
const patienceMs = 10_000;

/** A door that did not open, and why: the code of a "no", the status of another answer, `SLOW` or `GONE` for none. */
export class NotOpened extends Error {
	readonly door: Door;
	readonly code: string;

	constructor(door: Door, code: string) {
		super(`${door}: ${code}`);
		this.door = door;
		this.code = code;
	}
}

/** Sends what a form sends, from outside. Throws NotOpened. */
export function knock(
	door: keyof typeof paths,
	key: string,
	wish: object,
): Promise<{ hold?: string; ref?: string }> {
	return asked(door, paths[door], {
		method: "POST",
		headers: {
			origin: new URL(env().APP_URL).origin,
			"content-type": "application/json",
			"idempotency-key": key,
			...shown(key),
		},
		body: JSON.stringify(wish),
	});
}

/** Asks as a browser does, at the address that people type: what stands in front of this process is a part of it. Throws NotOpened. */
export async function asked<Answer>(door: Door, path: string, init: RequestInit = {}): Promise<Answer> {
	const signal = AbortSignal.timeout(patienceMs);
	let answer: Response;
	let text: string;
	try {
		answer = await fetch(env().APP_URL + path, { ...init, cache: "no-store", redirect: "error", signal });
		text = await answer.text();
	} catch {
		throw new NotOpened(door, signal.aborted ? "SLOW" : "GONE");
	}
	const json = parsed(text);
	if (!answer.ok || !json) throw new NotOpened(door, codeIn(json) ?? String(answer.status));
	return json as Answer;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Of our own "no"s; what something in front says is not believed to be short. */
function codeIn(json: unknown): string | undefined {
	const code = (json as { error?: { code?: unknown } } | undefined)?.error?.code;
	return typeof code === "string" && /^[A-Z0-9]{5}$/.test(code) ? code : undefined;
}
