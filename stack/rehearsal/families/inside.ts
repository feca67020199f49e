import { randomUUID } from "node:crypto";
import { phaseAt } from "./bells.ts";
import type { Answer, Browser, World } from "./browser.ts";
import type { Opening } from "./families.ts";
import type { Count, Place } from "./place.ts";
import type { StatusBoard } from "./status-board.ts";
import { until } from "./until.ts";

type Options = {
	world: World;
	opening: Opening;
	board: StatusBoard;
	count: Count;
	browser: Browser;
	random: () => number;
	place: Place;
	isSlow: boolean;
	is: (share: number) => boolean;
};
type Start = { teacher: string; startsAt: string };

const minute = 60_000;

/** A family whose turn it is: it looks at two or three teachers, chooses, types, books, or loses and tries another time. */
export class Inside {
	admittedAt: number | undefined;
	private passAt = 0;
	private readonly by: Options;

	constructor(options: Options) {
		this.by = options;
	}

	/** It was to hear at `due` that it may come in. Gives how it ended. */
	async come(due: number): Promise<string> {
		const { world, board, random } = this.by;
		const pass = await this.enter(due);
		if (pass.status !== 200) return `enter ${pass.status}`;
		this.admittedAt = world.now();
		let offered: Start[] = [];
		for (let tries = 0; tries < 60; tries++) {
			// Who lost a time is shown the nearest free ones.
			if (offered.length === 0 || random() < 0.5)
				offered = await this.look(tries === 0 ? 2 + Math.floor(random() * 2) : 1);
			const chosen = await this.think();
			if (world.now() - this.passAt > 8 * minute) await this.enter(chosen);
			const start = offered[Math.floor(random() * offered.length)];
			await this.status(chosen);
			if (board.latest?.status.state === "sold_out") return "sold out";
			if (!start) continue;
			const taken = await this.take(start, chosen);
			if (typeof taken === "string") return taken;
			offered = taken;
		}
		return "gave up";
	}

	private enter(due: number): Promise<Answer> {
		const { browser, place, world } = this.by;
		this.passAt = world.now();
		const { ticket, ticketId } = place;
		return browser.post({
			verb: "enter",
			path: "/api/passes",
			body: { ticket },
			about: { ticket: ticketId },
			due,
		});
	}

	private async status(due: number): Promise<void> {
		const { browser, board, opening } = this.by;
		const path = `/api/openings/${opening.opening}/status/${phaseAt(opening, due)}`;
		board.read(await browser.get("GET status", "shared", path, "", due));
	}

	/** The free times of some teachers, preferably of those who have any. */
	private async look(teachers: number): Promise<Start[]> {
		const { browser, board, opening, random } = this.by;
		const free = Object.keys(board.latest?.status.freeByTeacher ?? {});
		const likely = free.length > 0 ? free : opening.teachers;
		const starts: Start[] = [];
		for (let i = 0; i < teachers; i++) {
			const teacher = likely[Math.floor(random() * likely.length)] ?? "";
			await browser.get("GET teacher", "page", `/t/${teacher}`);
			starts.push(...(await this.timesOf(teacher)));
		}
		return starts;
	}

	private async timesOf(teacher: string): Promise<Start[]> {
		const { browser, opening } = this.by;
		const starts: Start[] = [];
		for (const week of opening.weeks) {
			const list = await browser.get("GET slots", "shared", `/api/slots/${teacher}/${opening.type}/${week}`);
			if (list.status >= 400 && list.status < 500 && list.status !== 429)
				throw new Error(
					`A list of times was answered with ${list.status}: the rehearsal asks for what is not there.`,
				);
			if (list.status !== 200) continue;
			const { slots } = list.json() as { slots: { startsAt: string }[] };
			starts.push(...slots.map(({ startsAt }) => ({ teacher, startsAt })));
		}
		return starts;
	}

	/** Holds a time that it chose at `chosen`, and books it. Gives how it ended, or what is free near a time that was lost. */
	private async take({ teacher, startsAt }: Start, chosen: number): Promise<string | Start[]> {
		const { browser, opening, place, count, is } = this.by;
		const slot = `${teacher} ${new Date(startsAt).toISOString()}`;
		const ticket = place.ticketId;
		const wish = { teacher, type: opening.type, startsAt, opening: opening.opening };
		const held = await browser.post({
			verb: "hold",
			path: "/api/holds",
			body: wish,
			about: { slot, ticket },
			due: chosen,
		});
		if (held.status !== 201) {
			const { code, nearest = [] } = errorOf(held);
			if (code !== "TAKEN" && code !== "GONE0") return `hold ${code}`;
			return nearest.map((each) => ({ teacher, startsAt: each.startsAt }));
		}
		const { hold } = held.json() as { hold: string };
		const typed = await this.think();
		const email = `${randomUUID().slice(0, 13)}@families.example`;
		const booked = await browser.post({
			...{ verb: "confirm", path: "/api/bookings", times: is(opening.shares.impatient) ? 5 : 1 },
			body: { hold, name: "A Family", email, timeZone: "Europe/Berlin" },
			about: { slot, ref: hold, email, ticket },
			due: typed,
		});
		if (booked.status !== 201) {
			const { code } = errorOf(booked);
			return code === "LAPSD" ? [] : `confirm ${code}`;
		}
		count.booked++;
		const { ref } = booked.json() as { ref: string };
		const about = { slot, ref, email, ticket };
		if (is(opening.shares.moving)) await this.move(teacher, about);
		if (!is(opening.shares.cancelling)) return "booked";
		const due = await this.think();
		const gone = await browser.post({
			verb: "cancel",
			path: "/api/cancellations",
			body: { booking: ref },
			about,
			due,
		});
		if (gone.status !== 200) return `cancel ${gone.status}`;
		count.booked--;
		return "cancelled";
	}

	/** To another time of the same teacher, where one is free; what is refused stays where it is. */
	private async move(teacher: string, about: { ref: string; email: string; ticket: string }): Promise<void> {
		const { browser, opening, random } = this.by;
		const starts = await this.timesOf(teacher);
		const due = await this.think();
		const start = starts[Math.floor(random() * starts.length)];
		if (!start) return;
		const slot = `${teacher} ${new Date(start.startsAt).toISOString()}`;
		const body = { booking: about.ref, startsAt: start.startsAt, opening: opening.opening };
		await browser.post({ verb: "move", path: "/api/moves", body, about: { ...about, slot }, due });
	}

	/** Gives when it was to be done: what it then does is measured from there, however late this program is. */
	private async think(): Promise<number> {
		const { world, opening, random, isSlow } = this.by;
		const due = world.now() + opening.thinkMs * (0.5 + random()) * (isSlow ? 5 : 1);
		await until(world, due);
		return due;
	}
}

function errorOf(answer: Answer): { code: string; nearest?: { startsAt: string }[] } {
	try {
		return (answer.json() as { error: { code: string } }).error;
	} catch {
		return { code: String(answer.status) };
	}
}
