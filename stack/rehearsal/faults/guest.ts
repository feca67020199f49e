import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { Answer, Browser } from "../families/browser.ts";
import type { Place } from "../families/place.ts";
import { talk } from "../make-school.ts";

/** A seat that somebody has, or has on hold: which, and by what reference. */
export type Seat = { slot: string; ref: string };

/** Somebody who comes for a fault's sake, with a browser as a family's. Every call is in the log of the rehearsal. */
export class Guest {
	readonly browser: Browser;
	/** Where they go: the edge's, or one instance's. */
	readonly port: number;

	constructor(browser: Browser, port: number) {
		this.browser = browser;
		this.port = port;
	}

	/** Takes the place in an opening that a link is good for. */
	async join(opening: string, invitation: string): Promise<Place> {
		const said = await this.browser.post({
			...{ verb: "join", path: "/api/tickets", body: { invitation }, about: { opening } },
		});
		if (said.status !== 200) throw new Error(`a guest came by their link and heard ${said.status}`);
		return said.json() as Place;
	}

	enter(opening: string, { ticket, ticketId }: Place): Promise<Answer> {
		return this.browser.post({
			...{ verb: "enter", path: "/api/passes", body: { ticket } },
			about: { ticket: ticketId, opening },
		});
	}

	/** Whether the link of a booking shows one that stands; looked at again where it is busy, as one does. */
	async sees({ ref }: Seat): Promise<boolean> {
		for (let tries = 0; tries < 10; tries++) {
			const page = await this.browser.get("GET booking", "page", `/b/${ref}`);
			if (page.status === 200 && /You can move or cancel it here until/.test(page.text())) return true;
			await pause(1_000);
		}
		return false;
	}

	/** `by` is the opening that it is taken in, and the place there. */
	hold(teacher: string, startsAt: string, by?: { opening: string; place: Place }): Promise<Answer> {
		return this.browser.post({
			...{ verb: "hold", path: "/api/holds" },
			body: { teacher, type: talk.handle, startsAt, opening: by?.opening },
			about: { slot: `${teacher} ${startsAt}`, ticket: by?.place.ticketId ?? null },
		});
	}

	/** In one step. */
	book(teacher: string, startsAt: string): Promise<Answer> {
		const who = somebody();
		return this.browser.post({
			...{ verb: "book", path: "/api/bookings" },
			body: { teacher, type: talk.handle, startsAt, ...who },
			about: { slot: `${teacher} ${startsAt}`, email: who.email },
		});
	}

	confirm({ slot, ref }: Seat): Promise<Answer> {
		const who = somebody();
		return this.browser.post({
			...{ verb: "confirm", path: "/api/bookings", body: { hold: ref, ...who } },
			about: { slot, ref, email: who.email },
		});
	}

	/** Within one teacher's times. */
	move({ ref }: Seat, slot: string): Promise<Answer> {
		const startsAt = slot.split(" ")[1];
		return this.browser.post({
			...{ verb: "move", path: "/api/moves", body: { booking: ref, startsAt }, about: { slot, ref } },
		});
	}

	extend = ({ slot, ref }: Seat) =>
		this.browser.post({
			...{ verb: "extend", path: "/api/extensions", body: { hold: ref }, about: { slot, ref } },
		});

	release = ({ slot, ref }: Seat) =>
		this.browser.post({
			...{ verb: "release", path: "/api/releases", body: { hold: ref }, about: { slot, ref } },
		});

	cancel = ({ slot, ref }: Seat) =>
		this.browser.post({
			...{ verb: "cancel", path: "/api/cancellations", body: { booking: ref }, about: { slot, ref } },
		});
}

/** The seat that a hold or a booking was answered with. */
export function seatIn(answer: Answer, slot: string): Seat {
	const { hold, ref } = answer.json() as { hold?: string; ref?: string };
	return { slot, ref: hold ?? ref ?? "" };
}

/** The code of a refusal; the status of an answer that has none. */
export function codeIn(answer: Answer): string {
	try {
		return (answer.json() as { error?: { code: string } }).error?.code ?? String(answer.status);
	} catch {
		return String(answer.status);
	}
}

const somebody = () => ({
	...{ name: "A Guest", email: `${randomUUID().slice(0, 13)}@guests.example`, timeZone: "Europe/Berlin" },
});
