import { setTimeout as pause } from "node:timers/promises";
import { fetched } from "../visit.ts";

/** So many are enough to be told from the noise, and no more than a small machine bears. */
const mostTeachers = 60;
const seconds = 8;

/**
 * Asks for some seconds for nothing but lists of times, then for nothing but pages, of each teacher one a second, which is
 * as often as an edge asks: in an opening they come together, and cannot be told apart. Shortly before the bell a list is
 * made anew each time, as it is while people book.
 */
export async function askAlone(where: {
	port: number;
	host: string;
	teachers: string[];
	type: string;
	week: string;
}): Promise<void> {
	const { port, host, type, week } = where;
	const teachers = where.teachers.slice(0, mostTeachers);
	for (const pathOf of [
		(teacher: string) => `/api/slots/${teacher}/${type}/${week}`,
		(teacher: string) => `/t/${teacher}`,
	]) {
		for (let second = 0; second < seconds; second++) {
			const until = pause(1_000);
			await Promise.all(
				teachers.map(async (teacher, i) => {
					await pause((i * 1_000) / teachers.length);
					await fetched(port, host, pathOf(teacher));
				}),
			);
			await until;
		}
	}
}
