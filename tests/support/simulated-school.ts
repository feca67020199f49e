import { randomUUID } from "node:crypto";
import type { Call } from "../../stack/rehearsal/call.ts";
import type { Row, Rows } from "../../stack/rehearsal/checker/rows.ts";

export type Simulated = { calls: Call[]; rows: Rows };
type Wish = Pick<Call, "verb" | "slot" | "ref" | "key">;
type Heard = Pick<Call, "status" | "code" | "ref" | "heldUntil">;
type Answered = Heard & { isLost: boolean };

const holdMs = 60;

/**
 * A school that keeps the laws, in virtual time, and people who hold, book, confirm, move, extend, release and cancel there
 * at once. Replies are slow or lost, calls come twice or long after they were given up; holds run out. The same seed gives
 * the same story.
 */
export function simulate(wish: { seed: number; people: number; seats: number; slots: number }): Simulated {
	const random = randomFrom(wish.seed);
	const school = new School(wish.seats);
	const calls: Call[] = [];
	const due: { at: number; act: () => void }[] = [];
	let now = 1_000;
	const later = (ms: number, act: () => void): void => {
		due.push({ at: now + ms, act });
	};

	/** One call: sent now, by the clock of a moment later, done after that if at all, and heard of in the end. */
	function send(person: number, asked: Wish, hear: (answer: Answered) => void): void {
		const call: Call = { ...unanswered, ...asked, person, due: now, sent: now };
		calls.push(call);
		const fate = random();
		const isLost = fate < 0.2;
		const isDone = fate < 0.1 || fate >= 0.28;
		const [delay, wait, back] = [random() * 8, random() * random() * 20, random() * 8];
		const answer = (heard: Heard) => {
			if (!isLost) Object.assign(call, heard, { ref: heard.ref ?? asked.ref, heard: now });
			hear({ ...heard, isLost: isLost || heard.status >= 500 });
		};
		later(delay, () => {
			if (!isDone) return answer({ ...refused, status: 503, code: "BUSY0" });
			const clock = now;
			// What was given up may still be done, much later.
			later(wait + (isLost && random() < 0.3 ? 150 * random() : 0), () => {
				const heard = school.serve(asked, clock);
				if (!isLost) later(back, () => answer(heard));
			});
			if (isLost) later(30, () => answer(refused));
		});
	}

	function come(person: number): void {
		const any = () => `ada 2026-11-30T0${Math.floor(random() * wish.slots)}:00:00.000Z`;
		const steps = live(random, any(), any());
		const go = (answer?: Heard): void => {
			const next = answer ? steps.next(answer) : steps.next();
			if (!next.done) later(random() * random() * 90, () => insist(person, next.value, go, 3));
		};
		go();
	}

	function insist(person: number, asked: Wish, go: (heard: Heard) => void, tries: number): void {
		send(person, asked, (answer) => {
			if (answer.isLost && tries > 0) return later(random() * 20, () => insist(person, asked, go, tries - 1));
			// Some press twice.
			if (random() < 0.1) send(person, asked, () => {});
			go(answer.isLost ? refused : answer);
		});
	}

	for (let person = 0; person < wish.people; person++) later(random() * 150, () => come(person));
	while (due.length > 0) {
		let first = 0;
		for (let i = 1; i < due.length; i++)
			if ((due[i] as { at: number }).at < (due[first] as { at: number }).at) first = i;
		const [next] = due.splice(first, 1);
		now = next?.at ?? now;
		next?.act();
	}
	return { calls, rows: school.rows };
}

/** What one person does, given what they hear. */
function* live(random: () => number, slot: string, other: string): Generator<Wish, void, Heard> {
	const ask = (verb: Call["verb"], ref: string | null = null): Wish => ({
		verb,
		slot,
		ref,
		key: ["hold", "book", "confirm", "move"].includes(verb) ? randomUUID() : null,
	});
	for (let tries = 0; tries < 3; tries++) {
		const verb = random() < 0.7 ? "hold" : "book";
		const { status, ref } = yield ask(verb);
		if (status !== 201) continue;
		if (verb === "hold") {
			if (random() < 0.3) yield ask("extend", ref);
			if (random() < 0.25) {
				yield ask("release", ref);
				continue;
			}
			if (random() < 0.1) return;
			const confirmed = yield ask("confirm", ref);
			if (confirmed.status !== 201 && random() < 0.5) continue;
		}
		if (random() < 0.3) yield { ...ask("move", ref), slot: other };
		if (random() < 0.6) return;
		yield ask("cancel", ref);
		if (random() < 0.2) yield ask("cancel", ref);
	}
}

const refused: Heard = { status: 0, code: null, ref: null, heldUntil: null };
const unanswered: Call = {
	person: 0,
	verb: "hold",
	due: 0,
	sent: 0,
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

/** A reference as the product makes one, but for its signature. */
export const refOf = (id: string) =>
	Buffer.concat([Buffer.from(id.replaceAll("-", ""), "hex"), Buffer.alloc(17, 1)]).toString("base64url");
export const idOf = (ref: string | null) =>
	Buffer.from(ref ?? "", "base64url")
		.toString("hex", 0, 16)
		.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

class School {
	readonly rows: Rows;
	readonly #answers = new Map<string, Heard>();
	readonly #seats: number;

	constructor(seats: number) {
		this.#seats = seats;
		this.rows = {
			bookings: new Map(),
			requests: new Map(),
			measures: new Map([["ada", { seats, spanMs: 3_600_000 }]]),
		};
	}

	serve(wish: Wish, clock: number): Heard {
		const known = this.#answers.get(wish.key ?? "");
		if (known) return known;
		const answer = this.#answer(wish, clock);
		if (wish.key && (answer.status === 201 || (wish.verb === "move" && answer.status === 200))) {
			this.#answers.set(wish.key, answer);
			this.rows.requests.set(wish.key, idOf(answer.ref));
		}
		return answer;
	}

	#answer({ verb, slot, ref }: Wish, clock: number): Heard {
		if (verb === "hold" || verb === "book") return this.#take(verb, slot ?? "", clock);
		const row = this.rows.bookings.get(idOf(ref)) as Row;
		const no = (status: number, code: string): Heard => ({ ...refused, status, code });
		switch (verb) {
			case "confirm":
			case "extend":
				if (row.state === "expired") return no(410, "LAPSD");
				if (row.state !== "held") return no(404, "NTFND");
				if (verb === "confirm") Object.assign(row, { state: "confirmed", confirmedAt: clock });
				else row.heldUntil = Math.max(row.heldUntil ?? 0, clock + holdMs);
				return verb === "confirm"
					? { ...refused, status: 201, ref }
					: { status: 200, code: null, ref, heldUntil: row.heldUntil };
			case "move":
				if (row.state === "cancelled") return no(409, "STALE");
				if (row.state !== "confirmed") return no(404, "NTFND");
				if (row.slot !== slot && !this.#hasRoom(slot ?? "", clock)) return no(409, "TAKEN");
				row.slot = slot ?? "";
				return { ...refused, status: 200, ref };
			case "cancel":
				if (row.state !== "confirmed" && row.state !== "cancelled") return no(404, "NTFND");
				Object.assign(row, { state: "cancelled", cancelledAt: row.cancelledAt ?? clock });
				return { ...refused, status: 200 };
			default:
				if (row.state === "held") row.state = "expired";
				return { ...refused, status: 204 };
		}
	}

	/** Holds that ran out give way. */
	#hasRoom(slot: string, clock: number): boolean {
		const standing = [...this.rows.bookings.values()].filter(
			(row) => row.slot === slot && (row.state === "held" || row.state === "confirmed"),
		);
		if (standing.length < this.#seats) return true;
		const lapsed = standing.filter(({ state, heldUntil }) => state === "held" && (heldUntil ?? 0) <= clock);
		for (const row of lapsed) row.state = "expired";
		return lapsed.length > 0;
	}

	#take(verb: "hold" | "book", slot: string, clock: number): Heard {
		if (!this.#hasRoom(slot, clock)) return { ...refused, status: 409, code: "TAKEN" };
		const id = randomUUID();
		const heldUntil = verb === "hold" ? clock + holdMs : null;
		this.rows.bookings.set(id, {
			id,
			state: verb === "hold" ? "held" : "confirmed",
			slot,
			createdAt: clock,
			opensAt: 1_000,
			confirmedAt: verb === "hold" ? null : clock,
			cancelledAt: null,
			heldUntil,
			ticket: null,
			email: null,
			isInOpening: false,
			isByStaff: false,
		});
		return { status: 201, code: null, ref: refOf(id), heldUntil };
	}
}

function randomFrom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
