import { type Course, type Driver, drivers, total } from "./drivers.ts";
import { lookedAt } from "./looked-at.ts";
import type { Scenario } from "./scenario.ts";
import { sell } from "./selling.ts";

/** Second by second, by the rules that the app has: see use-status.ts, app.advance_opening and app.next_pace. */
export function courseOf(scenario: Scenario): Course {
	const { people, ways } = scenario;
	const course: Course = {
		from: -Math.ceil(ways.comesBefore + ways.idle),
		soldOutAt: null,
		most: {},
		...empty(),
	};
	const rate = people / (ways.comesBefore + ways.comesAfter);
	const come = gather(scenario, course, rate);
	sell(scenario, course, come, rate);
	countCopies(scenario, course);
	return course;
}

/** Until the bell, so many come each second. Gives how many have. */
function gather({ ways }: Scenario, course: Course, rate: number): number {
	let come = 0;
	for (let now = course.from; now < 0; now++) {
		const since = Math.max(0, ways.comesBefore + now + 1);
		const arrivals = rate * Math.min(1, since);
		come += arrivals;
		const pace = now < -120 ? ways.earlyLook : ways.look;
		const seen = {
			...{ visits: arrivals * (1 + ways.shares.manyTabs * 2.5), waiting: come },
			looks: (come - rate * notYet(since, ways.firstLook)) / pace,
		};
		for (const name of Object.keys(drivers) as Driver[])
			course[name].push(seen[name as keyof typeof seen] ?? 0);
	}
	return come;
}

/** Of one who comes each second and looks for the first time within `first` seconds: how many have not yet. */
const notYet = (since: number, first: number) =>
	since < first ? since - since ** 2 / (2 * first) : first / 2;

/**
 * Of a document that everybody is told, each edge has a copy that lives for a second. Who asks for one of several
 * documents at random leaves some of them unasked for.
 */
function countCopies({ teachers, ways }: Scenario, course: Course): void {
	const count = (copies: Driver, of: Driver, documents: number) => {
		course[copies] = course[of].map((asked) => lookedAt(documents, asked));
		course.most[copies] = total(course[of].map((asked) => Math.min(asked, documents)));
	};
	course.seconds = course.looks.map(() => 1);
	count("visitSeconds", "visits", ways.edges);
	count("lookSeconds", "looks", ways.edges);
	count("searchSeconds", "searches", teachers * ways.edges);
	count("listSeconds", "lists", teachers * ways.edges);
	// Instances share what they have read of the database.
	count("lookReads", "looks", 1);
	count("listReads", "lists", teachers);
}

const empty = () =>
	Object.fromEntries(Object.keys(drivers).map((name) => [name, []])) as unknown as Record<Driver, number[]>;
