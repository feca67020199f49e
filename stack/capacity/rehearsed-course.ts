import type { Run } from "../rehearsal/run.ts";
import { courseOf } from "./course.ts";
import type { Course } from "./drivers.ts";
import { rehearsedScenario } from "./scenario.ts";

/**
 * The course that a rehearsal took. How many waited for how long is as it was seen: when the last seats are sold is luck,
 * and what was measured in a run that had much of it or little must not be taken for what is usual.
 */
export function rehearsedCourse(run: Run): Course {
	const scenario = rehearsedScenario(run);
	const course = courseOf(scenario);
	const bell = -course.from;
	const waiting = run.series.waiting.slice(Math.max(0, -run.series.from));
	const looks = waiting.map((count, at) =>
		at === 0 ? (course.looks[bell] ?? 0) : count / scenario.ways.look,
	);
	const lookSeconds = [...course.lookSeconds.slice(0, bell), ...looks.map((count) => 1 - Math.exp(-count))];
	return {
		...course,
		seconds: run.series.waiting.map(() => 1),
		waiting: [...course.waiting.slice(0, bell), ...waiting],
		looks: [...course.looks.slice(0, bell), ...looks],
		lookSeconds,
		lookReads: lookSeconds,
	};
}
