import { type Course, type Driver, total } from "./drivers.ts";

/** How much of all this there is in each second of a course, where each part follows what it grows by. */
export function spread(
	parts: Record<string, number>,
	course: Course,
	by: (name: string) => Driver,
): number[] {
	const seconds = course.seconds.map(() => 0);
	for (const [name, count] of Object.entries(parts)) {
		const shape = course[by(name)];
		const each = count / (total(shape) || 1);
		for (const [at, share] of shape.entries()) seconds[at] = (seconds[at] ?? 0) + each * share;
	}
	return seconds;
}

export const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
