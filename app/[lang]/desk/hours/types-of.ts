import type { Schedule } from "@/lib/rules/schema";

/** Which types have a schedule, in a sentence. */
export function typesOf({ types, isUsual }: Schedule): string {
	if (types.length === 0) return `No type has these hours yet${isUsual ? "; a new one will" : ""}.`;
	return `Hours of ${inWords(types)}${isUsual ? ", and of every new type" : ""}.`;
}

/** `Lesson`, `Lesson and Exam`, `Lesson, Exam and Talk` */
export function inWords(names: string[]): string {
	if (names.length < 2) return names.join();
	return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
