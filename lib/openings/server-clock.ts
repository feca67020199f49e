/** When a request went out and when its answer was there, by a clock that nobody sets: `performance.now()`. */
export type Heard = { sent: number; received: number; now: string };

// Clocks run apart a little: what was heard long ago counts a little less, a tenth of a millisecond a second.
const driftPerMs = 1e-4;

/**
 * The server's clock, however wrong the device's own is. Each answer says what the time was when it was written; a copy
 * from an edge is older than it looks, and never newer, so the earliest that it can be is the truth. Half of the
 * quickest round trip is what an answer spends on its way.
 */
export class ServerClock {
	/** This device's time at the server's zero: no later than, as every answer says, and no sooner than, as our own do. */
	#latest = Number.POSITIVE_INFINITY;
	#soonest = Number.NEGATIVE_INFINITY;
	#quickest = Number.POSITIVE_INFINITY;
	#heardAt = 0;
	#heard = 0;
	#here: () => number;

	constructor(here: () => number = () => performance.now()) {
		this.#here = here;
	}

	/** From an answer that an edge may have kept for a while. */
	hearCopy({ sent, received, now }: Heard): void {
		const since = (received - this.#heardAt) * driftPerMs;
		this.#latest = Math.min(this.#latest + since, received - Date.parse(now));
		this.#soonest -= since;
		// A device that slept, and whose clock slept with it, begins anew.
		if (this.#soonest > this.#latest) this.#soonest = Number.NEGATIVE_INFINITY;
		this.#quickest = Math.min(this.#quickest, received - sent);
		this.#heardAt = received;
		this.#heard++;
	}

	/** From an answer that was made for this request alone. */
	hearOwn(heard: Heard): void {
		this.hearCopy(heard);
		this.#soonest = Math.max(this.#soonest, heard.sent - Date.parse(heard.now));
		if (this.#soonest > this.#latest) this.#soonest = heard.sent - Date.parse(heard.now);
	}

	/** The server's time in milliseconds since 1970; undefined before it has said anything. */
	now(): number | undefined {
		if (this.#heard === 0) return undefined;
		return this.#here() - Math.max(this.#soonest, this.#latest - this.#quickest / 2);
	}

	/** How many answers it goes by: one alone may be half a minute old. */
	get heard(): number {
		return this.#heard;
	}
}
