import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Call } from "../call.ts";
import type { Lines } from "../lines.ts";
import { plain } from "./chunks.ts";
import type { Kind, Meter } from "./meter.ts";
import { until } from "./until.ts";

export type World = {
	host: string;
	lines: Lines;
	/** How often a call is delivered at present, and by what other ways than `lines`. */
	copies?: { times(): number; lines: Lines[] };
	meter: Meter;
	log(call: Call): void;
	/** Counted on, so that it is one clock for all. */
	now(): number;
};

/** `lineMs`: how much later it came by the person's own line. */
export type Answer = { status: number; head: string; lineMs: number; text(): string; json(): unknown };

type Post = {
	verb: Call["verb"];
	path: string;
	body: object;
	/** What of the log's line is known before the answer. */
	about?: Partial<Pick<Call, "slot" | "ref" | "email" | "ticket" | "opening">>;
	due?: number;
	/** How often it is sent at once, by one key. */
	times?: number;
};

/** Busy, too fast or broken off: asked again, by the same key. */
const again = new Set([0, 429, 502, 503, 504]);
/** What one is left with: also being sent away to the end, for which one has waited long. */
const isAnswer = (status: number) => again.has(status) || status < 500;

/**
 * One family's browser: keeps cookies, asks again where it is busy. On a bad line each request takes some hundred
 * milliseconds more, and one in twenty loses its line, before or after it was heard.
 */
export class Browser {
	private readonly cookies = new Map<string, string>();
	private readonly world: World;
	private readonly person: number;
	private readonly random: () => number;
	private readonly isBad: boolean;
	private readonly copied = new Set<Call["verb"]>();

	constructor(world: World, person: number, random: () => number, isBad: boolean) {
		this.world = world;
		this.person = person;
		this.random = random;
		this.isBad = isBad;
	}

	/** A page or a document; `kind` says how it is measured. */
	async get(route: string, kind: Kind, path: string, more = "", due = this.world.now()): Promise<Answer> {
		const { answer, heard } = await this.ask(route, `GET ${path}`, more);
		if (!again.has(answer.status) && isAnswer(answer.status))
			this.world.meter.took(route, kind, heard - due - answer.lineMs);
		return answer;
	}

	/** Asks until it is answered, a line of the log each time. */
	async post({ times = 1, ...post }: Post): Promise<Answer> {
		const key = randomUUID();
		const all = await Promise.all(
			this.waysFor(post.verb, times).map((lines) => this.persist(key, post, lines)),
		);
		return all[0] as Answer;
	}

	/** By what ways it is sent at once. */
	private waysFor(verb: Call["verb"], times: number): Lines[] {
		const { lines, copies } = this.world;
		const count = this.copied.has(verb) ? 1 : (copies?.times() ?? 1);
		if (count > 1) this.copied.add(verb);
		const ways = count > 1 ? [lines, ...(copies?.lines ?? [])] : [lines];
		return Array.from({ length: Math.max(times, count) }, (_, i) => ways[i % ways.length] as Lines);
	}

	private async persist(
		key: string,
		{ verb, path, body, about = {}, due = this.world.now() }: Post,
		lines: Lines,
	) {
		const { world } = this;
		const text = JSON.stringify(body);
		const [route, first] = [`POST ${verb}`, due];
		// What the person's own line took, or lost: not ours to be measured by.
		let ownMs = 0;
		for (let tries = 0; ; tries++) {
			const more = `Idempotency-Key: ${key}\r\n`;
			const { answer, sent, heard, wasCut } = await this.ask(route, `POST ${path}`, more, text, lines);
			const { status } = answer;
			const said = status === 0 ? {} : read(answer);
			world.log({
				...{ person: this.person, verb, due, sent, heard: status === 0 ? null : heard, status },
				...{ code: said.code ?? null, key, slot: about.slot ?? null },
				...{ ref: said.ref ?? about.ref ?? null, heldUntil: said.heldUntil ?? null },
				...{
					email: about.email ?? null,
					ticket: said.ticket ?? about.ticket ?? null,
					opening: about.opening,
				},
			});
			if (!again.has(status) || tries > 60) {
				if (!wasCut && isAnswer(status))
					world.meter.took(route, "api", heard - first - ownMs - answer.lineMs);
				return answer;
			}
			const after = Number(/\r\nretry-after: (\d+)/i.exec(answer.head)?.[1] ?? 1);
			const next = world.now() + after * 1_000 * (0.75 + this.random() / 2);
			ownMs += wasCut ? next - due : answer.lineMs;
			due = next;
			await until(world, due);
		}
	}

	private async ask(
		route: string,
		what: string,
		more: string,
		text?: string,
		lines = this.world.lines,
	): Promise<{ answer: Answer; sent: number; heard: number; wasCut: boolean }> {
		const { world, cookies, random } = this;
		const lineMs = this.isBad ? 100 + random() * 500 : 0;
		if (lineMs) await pause(lineMs);
		const cutMs = this.isBad && random() < 0.05 ? random() * 60 : undefined;
		const cookie = cookies.size
			? `Cookie: ${[...cookies].map(([name, value]) => `${name}=${value}`).join("; ")}\r\n`
			: "";
		const head = text
			? `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nOrigin: http://${world.host}\r\n`
			: "";
		const sent = world.now();
		const said = await lines.send(
			`${what} HTTP/1.1\r\nHost: ${world.host}\r\n${cookie}${head}${more}\r\n${text ?? ""}`,
			cutMs,
		);
		const heard = world.now();
		const wasCut = said.status === 0 && cutMs !== undefined;
		world.meter.answered(route, said.status, wasCut);
		for (const [, name = "", value = ""] of said.head.matchAll(/\r\nset-cookie: ([^=]+)=([^;]*)/gi))
			cookies.set(name, value);
		return {
			answer: {
				...{ status: said.status, head: said.head, lineMs },
				...{ text: () => plain(said), json: () => JSON.parse(plain(said)) },
			},
			...{ sent, heard, wasCut },
		};
	}
}

type Said = { code?: string; ref?: string; heldUntil?: number; ticket?: string };

/** What of an answer belongs into the log. */
function read(answer: Answer): Said {
	if (answer.status === 204) return {};
	try {
		const said = answer.json() as Record<string, string> & { error?: { code: string } };
		return {
			code: said.error?.code,
			ref: said.hold ?? said.ref,
			heldUntil: said.heldUntil ? Date.parse(said.heldUntil) : undefined,
			ticket: said.ticketId,
		};
	} catch {
		// A page of the load balancer's own.
		return {};
	}
}
