import type { Language } from "../languages/languages.js";
import { wordsIn } from "../languages/words-in.ts";

/** What stands for the names of who has left: theirs, what could be booked with them, and their school's. */
export type Named = { teacher: string; type: string; school: string };
/** As SQL says it; a fixture or a replica of before says nothing of it. */
export type Left = { has_left?: boolean; school_has_left?: boolean };

/** The names of what was booked, as one reads them in a language. */
export function namesIn(language: Language, names: Named, { has_left, school_has_left }: Left): Named {
	if (!has_left) return { teacher: names.teacher, type: names.type, school: names.school };
	const words = wordsIn(language, "list");
	return {
		teacher: words("left.teacher"),
		type: words("left.type"),
		school: school_has_left ? words("left.school") : names.school,
	};
}
