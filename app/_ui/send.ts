import type { Ahead } from "@/lib/desk/schema";
import type { Slot } from "@/lib/slots/schema";
import type { Check } from "./human-token.ts";
import { spokenHere } from "./spoken-here.ts";
import { comeBack, inTime, retryAfter, unanswered, type Wait, waitAfter } from "./wait.ts";

/**
 * A "no" as the server words it, or `UNSURE` when no answer came and nobody knows what happened. `later` says when to
 * try again, where that is not at once.
 */
export type No = {
	code: string;
	message: string;
	fields?: Record<string, string>;
	why?: "missed";
	nearest?: Slot[];
	ahead?: Ahead;
	/** Seconds, where the server named them. */
	retryAfter?: number;
	later?: string;
	check?: Check;
};
export type Answer<T> = { data: T; no?: undefined; serverNow: number } | { data?: undefined; no: No };

type Options = { method?: string; key?: string; tries?: number; onWait?: (reason: Wait) => void };

const busy = new Set([429, 502, 503, 504]);
/** As long as nobody minds waiting. Whoever has to wait longer is told for how long, and comes back. */
const patienceSeconds = 10;

/**
 * Sends JSON and brings back an answer. Where the outcome is unknown (no network, a busy server) it asks again with
 * the same idempotency key, no sooner than Retry-After says, and a little later than that by chance, so that a whole
 * school that was turned away does not come back in one second.
 */
export async function send<T>(path: string, body: unknown, options: Options = {}): Promise<Answer<T>> {
	const { method = "POST", key, tries = 5, onWait } = options;
	const language = spokenHere();
	const said = unanswered[language];
	const strange: No = { code: "ERROR", message: said.strange };
	let last: No = { code: "UNSURE", message: said.offline };
	// Whether one of the tries may have been carried out without our hearing of it.
	let unsure = false;
	let human: string | undefined;
	for (let attempt = 1; attempt <= tries; attempt++) {
		let pause = 400 * 2 ** attempt;
		let reason: Wait = "busy";
		try {
			const response = await fetch(path, {
				method,
				headers: {
					"content-type": "application/json",
					...(key && { "idempotency-key": key }),
					...(human && { "firstbell-human": human }),
				},
				body: JSON.stringify(body),
				signal: AbortSignal.timeout(12_000),
			});
			if (response.ok) return { data: await readJson<T>(response), serverNow: clockOf(response) };
			const { error } = await readJson<{ error?: No }>(response);
			if (response.status === 500) return { no: { ...(error ?? strange), code: "UNSURE" } };
			if (error?.check && !human) {
				human = await (await import("./human-token.ts")).humanToken(error.check);
				if (human) continue;
			}
			if (!busy.has(response.status)) return { no: error ?? strange };
			const refused = response.status === 429;
			unsure ||= !refused;
			last = { ...(error ?? { code: "SLOWD", message: said.busy }), ...(unsure && { code: "UNSURE" }) };
			const seconds = retryAfter(response);
			if (seconds > patienceSeconds) {
				const message = comeBack(refused ? "often" : "crowd", seconds, language);
				return { no: { ...last, message, later: inTime(seconds, language) } };
			}
			pause = Math.max(pause, 1000 * seconds);
		} catch (error) {
			// No answer. It may have been carried out all the same: only the same key can tell.
			unsure = true;
			reason = waitAfter(error);
			last = { code: "UNSURE", message: said[reason] };
		}
		if (attempt === tries) break;
		onWait?.(reason);
		await new Promise((resolve) => setTimeout(resolve, pause * (1 + Math.random() / 2)));
	}
	return { no: last };
}

/** For a page that is being left: no answer is awaited. */
export function sendAndForget(path: string, body: unknown): void {
	const json = new Blob([JSON.stringify(body)], { type: "application/json" });
	if (!navigator.sendBeacon(path, json)) {
		fetch(path, { method: "POST", body: json, keepalive: true }).catch(() => {});
	}
}

/**
 * One key for one intention: every repeat of it carries the same. A UUID, so that it can also be the id of what is made;
 * and made by hand, since a browser has no `randomUUID` on an address without TLS.
 */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
	bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function readJson<T>(response: Response): Promise<T> {
	const text = await response.text();
	try {
		return (text ? JSON.parse(text) : {}) as T;
	} catch {
		return {} as T;
	}
}

/** The server's clock when it answered, as a phone's own may be minutes off; to the end of the second it names. */
function clockOf(response: Response): number {
	const date = Date.parse(response.headers.get("date") ?? "");
	return Number.isNaN(date) ? Date.now() : date + 999;
}
