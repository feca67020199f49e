import { callNext, firstPace } from "./calling.ts";
import { Crowd } from "./crowd.ts";
import type { Course } from "./drivers.ts";
import { Later } from "./later.ts";
import type { Scenario } from "./scenario.ts";

/** An opening that is not over in so many seconds is looked at no further. */
const longest = 4 * 3_600;

/**
 * From the bell until everybody has gone: people are called as callNext has it, while there are more free seats than people
 * who choose. Appends to `course`. `come` are there, and `rate` more come each second.
 */
export function sell({ people, slots, ways }: Scenario, course: Course, come: number, rate: number): void {
	const { look, think, shares } = ways;
	const seats = { free: slots, held: 0, freeAt: [] as number[] };
	const crowds = [
		{ share: 1 - shares.slow, crowd: new Crowd(seats, shares, think) },
		{ share: shares.slow, crowd: new Crowd(seats, shares, think * 5) },
	];
	const called = new Later();
	let [uncalled, waiting] = [come, come];
	let pacing = { pace: firstPace, credit: 0 };
	let absent: number[] = [];
	/** How many waited when all was sold. */
	let stayed: number | undefined;
	const stillHere = (since: number) =>
		(1 - shares.lingering) * Math.max(0, 1 - since / look) + (since < ways.lingerFor ? shares.lingering : 0);

	for (let now = 0; now < longest; now++) {
		const soldOut = stayed !== undefined;
		seats.freeAt[now] = seats.free;
		const late = Math.max(0, Math.min(rate, rate * (ways.comesAfter - now), people - come));
		come += late;
		uncalled += late;
		waiting += late;
		// Those who give up do so within a minute.
		const leaving = now < 60 && !soldOut ? (waiting * shares.leaving) / 60 : 0;
		waiting -= leaving;
		uncalled -= Math.min(uncalled, leaving);

		const coming = soldOut ? 0 : called.take(now);
		const entering = coming * (1 - shares.absent);
		waiting -= coming;
		// A turn that nobody takes is waited for a minute.
		absent = [...absent.slice(-59), coming * shares.absent];
		const did = crowds.map(({ share, crowd }) => crowd.step(now, entering * share, soldOut));
		const all = (name: keyof (typeof did)[number]) => did.reduce((sum, each) => sum + each[name], 0);

		const wanting = called.from(now + 1) + sum(absent) + all("choosing");
		const { calls, ...next } = callNext(pacing, {
			free: seats.free,
			wanting,
			uncalled: soldOut ? 0 : uncalled,
		});
		pacing = next;
		uncalled -= calls;
		// Heard of in the next copy of the status, at their next look.
		called.add(now, calls, look / 2 + 0.5);

		// At the bell everybody asks at once, and the quickest once more within the same second.
		const looking =
			now === 0 ? waiting * (1 + againWithinASecond(look)) : waiting / (soldOut ? ways.soldOutLook : look);
		const seen = {
			...{ visits: late * (1 + shares.manyTabs * 2.5), late, left: leaving, entered: entering, waiting },
			looks: looking + all("tries"),
			lists: all("searches") + all("inside") * ways.listsASecond,
			...{ searches: all("searches"), holds: all("holds"), lost: all("lost"), inside: all("inside") },
			...{ confirms: all("confirms"), booked: all("booked"), cancels: all("cancels") },
		};
		for (const [name, count] of Object.entries(seen)) course[name as keyof typeof seen].push(count);

		if (!soldOut && seats.free < 0.5 && seats.held < 0.5) {
			stayed = waiting;
			course.soldOutAt = now;
		}
		if (stayed !== undefined) waiting = stayed * stillHere(now - (course.soldOutAt ?? now));
		if (waiting + all("inside") < 0.5) return;
	}
}

/** What share of those who asked a moment ago asks again within a second, their pace being spread by a fifth. */
const againWithinASecond = (look: number) => Math.min(1, Math.max(0, (1 - 0.8 * look) / (0.4 * look)));
const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
