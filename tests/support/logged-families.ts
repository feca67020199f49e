import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Call } from "../../stack/rehearsal/call.ts";
import { refOf } from "./simulated-school.ts";
import { call, type Held } from "./verbs.ts";

type Asked = Pick<Call, "person" | "verb"> & Partial<Call>;

/** What a status would be over HTTP; whatever is no refusal leaves it open whether it was done. */
const statusOf: Record<string, number> = {
	TAKEN: 409,
	GONE0: 409,
	CLASH: 409,
	LAPSD: 410,
	LIMIT: 422,
	QUEUE: 403,
	NTFND: 404,
};

/** People's calls to a school's verbs, written down as a rehearsal does. */
export class Logbook {
	readonly calls: Call[] = [];
	readonly #on: pg.Pool;
	readonly #teacher: string;
	readonly #lost: number;

	/** `lost`: the share of answers that never come. */
	constructor(on: pg.Pool, teacher: string, lost = 0) {
		this.#on = on;
		this.#teacher = teacher;
		this.#lost = lost;
	}

	join = (person: number, invitation: string) =>
		this.#note({ person, verb: "join" }, () => call(this.#on, "join_opening", invitation, 1));
	enter = (person: number, ticket: string | null) =>
		this.#note({ person, verb: "enter", ticket }, () => call(this.#on, "take_pass", ticket, 1));
	leave = (person: number, ticket: string | null) =>
		this.#note({ person, verb: "leave", ticket }, () => call(this.#on, "leave_opening", ticket, 1));
	hold(person: number, ticket: string | null, at: string, key: string = randomUUID()) {
		const asked: Asked = { person, verb: "hold", ticket, key, slot: `${this.#teacher} ${at}` };
		return this.#note(asked, () => call(this.#on, "hold_slot", key, this.#teacher, "lesson", at, ticket));
	}
	book(person: number, ticket: string | null, at: string, key: string = randomUUID()) {
		const asked: Asked = { person, verb: "book", ticket, key, slot: `${this.#teacher} ${at}` };
		const who = [`Person ${person}`, `${person}@booker.example`, "UTC"];
		return this.#note(asked, () =>
			call(this.#on, "book_slot", key, this.#teacher, "lesson", at, ...who, ticket),
		);
	}
	confirm(person: number, { ref, slot }: Call, key: string = randomUUID()) {
		const who = [`Person ${person}`, `${person}@booker.example`, "UTC"];
		return this.#note({ person, verb: "confirm", ref, slot, key }, () =>
			call(this.#on, "confirm_hold", key, idIn(ref), 1, ...who),
		);
	}
	move(person: number, { ref }: Call, ticket: string | null, at: string, key: string = randomUUID()) {
		const asked: Asked = { person, verb: "move", ref, ticket, key, slot: `${this.#teacher} ${at}` };
		return this.#note(asked, () => call(this.#on, "move_booking", key, idIn(ref), 1, at, ticket));
	}
	extend = (person: number, { ref, slot }: Call) =>
		this.#note({ person, verb: "extend", ref, slot }, () => call(this.#on, "extend_hold", idIn(ref), 1));
	release = (person: number, { ref, slot }: Call) =>
		this.#note({ person, verb: "release", ref, slot }, () => call(this.#on, "release_hold", idIn(ref), 1));
	cancel = (person: number, { ref, slot }: Call) =>
		this.#note({ person, verb: "cancel", ref, slot }, () => call(this.#on, "cancel_booking", idIn(ref), 1));

	async #note(asked: Asked, work: () => Promise<unknown>): Promise<Call> {
		const sent = Date.now();
		const line: Call = { ...blank, ...asked, due: sent, sent };
		this.calls.push(line);
		const heard = await this.#ask(asked.verb, work);
		if (Math.random() < this.#lost || !heard.status) return line;
		return Object.assign(line, heard, { heard: Date.now() });
	}

	async #ask(verb: Call["verb"], work: () => Promise<unknown>): Promise<Partial<Call>> {
		try {
			const answer = (await work()) as Partial<Held & { ticket_id: string }> | null;
			return {
				status: ["hold", "book", "confirm"].includes(verb) ? 201 : 200,
				...(answer?.booking_id && { ref: refOf(answer.booking_id) }),
				...(answer?.ticket_id && { ticket: answer.ticket_id }),
				...(answer?.held_until && { heldUntil: Date.parse(answer.held_until) }),
			};
		} catch (error) {
			const code = error instanceof pg.DatabaseError ? (error.code ?? "") : "";
			return statusOf[code] ? { status: statusOf[code], code } : {};
		}
	}
}

const blank = {
	heard: null,
	status: 0,
	code: null,
	key: null,
	slot: null,
	ref: null,
	heldUntil: null,
	email: null,
	ticket: null,
};

const idIn = (ref: string | null) => Buffer.from(ref ?? "", "base64url").toString("hex", 0, 16);
