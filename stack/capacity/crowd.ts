import { Later } from "./later.ts";
import type { Shares } from "./scenario.ts";

/** What all who are in have before them; `freeAt` how many were free in each second so far. */
export type Seats = { free: number; held: number; freeAt: number[] };

/**
 * People who are in and are equally quick: they look for a time, think, and hold it, unless somebody quicker did: of the
 * times that were free when they looked, as many are gone as are gone of all. So the slow lose more often, and the last
 * times wait for them. Then they type, book, and some think better of it.
 */
export class Crowd {
	private readonly choices = new Later();
	private readonly typing = new Later();
	private readonly regrets = new Later();
	private inside = 0;

	private readonly seats: Seats;
	private readonly shares: Shares;
	private readonly think: number;

	constructor(seats: Seats, shares: Shares, think: number) {
		this.seats = seats;
		this.shares = shares;
		this.think = think;
	}

	/** One second, in which so many come in. Once all is sold, who still chooses hears so, and goes. */
	step(now: number, entering: number, soldOut: boolean) {
		const { seats, shares, think, choices, typing, regrets } = this;
		this.inside += entering;
		choices.add(now, entering, think);

		const tries = choices.take(now);
		const before = seats.freeAt[Math.max(0, now - Math.round(think))] ?? 0;
		const holds = soldOut || before < 0.5 ? 0 : tries;
		const won = Math.min(seats.free, holds * Math.min(1, before > 0 ? seats.free / before : 0));
		seats.free -= won;
		seats.held += won;
		typing.add(now, won, think);
		if (soldOut) this.inside -= tries;
		else choices.add(now, tries - won, think);

		const booked = typing.take(now);
		seats.held -= booked;
		regrets.add(now, booked * shares.cancelling, think);
		const cancels = regrets.take(now);
		this.inside -= booked * (1 - shares.cancelling) + cancels;
		if (!soldOut) seats.free += cancels;

		return {
			...{ tries, holds, lost: holds - won, booked, cancels, inside: this.inside },
			confirms: booked * (1 + 4 * shares.impatient),
			// Two or three teachers at first; then half of them go by what is said to be near, unless nothing was.
			searches: entering * 2.5 + (tries - holds) + (holds - won) / 2,
			// Three minutes from their coming in they are waited for, but for who has cancelled: app.count_choosing.
			choosing: choices.from(now + 1, 180),
		};
	}
}
