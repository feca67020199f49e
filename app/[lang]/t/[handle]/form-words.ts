import type { Words } from "@/lib/languages/words";
import type { Question } from "@/lib/rules/question-schema";
import type { No } from "../../../_ui/send.ts";
import type { Booker } from "./booker.ts";
import { type Said, unanswered } from "./question-fields.tsx";
import type { Confirming } from "./use-confirm.ts";
import type { Series } from "./use-series.ts";

/** What is to be mended: by `name`, `email`, `series`, or the id of a question. */
export type Faults = Record<string, string | undefined>;

const booking = { idle: "book", sending: "booking", unsure: "tryAgain", booked: "booked" } as const;
/** Where the teacher decides. */
const asking = { idle: "ask", sending: "asking", unsure: "tryAgain", booked: "asked" } as const;

/** What the button says. */
export function wordsOf(
	state: Confirming,
	{ on, chosen: { length } }: Series,
	asks: boolean,
	words: Words<"board">,
): string {
	if (state.status === "waiting") return words(`form.${state.wait}`);
	if (state.status === "idle" && !asks && on && length > 0) return words("form.bookDates", { count: length });
	const said = (asks ? asking : booking)[state.status];
	return said === "tryAgain" ? words(said) : words(`form.${said}`);
}

/** Who says what is missing: the board, and what all forms share. */
type Sayers = { words: Words<"board">; common: Words<"common"> };

/** Only what needs no server: the rest is judged there. */
export function check(
	booker: Booker,
	questions: Question[],
	said: Said,
	series: Series,
	{ words, common }: Sayers,
): Faults {
	return {
		...(series.on && series.chosen.length === 0 && { series: words("form.chooseDate") }),
		...checkWho(booker, words),
		...unanswered(questions, said, common),
	};
}

export function checkWho({ name, email }: Booker, words: Words<"board">): Record<string, string> {
	return {
		...(!name.trim() && { name: words("form.giveName") }),
		...(!/^\S+@\S+$/.test(email.trim()) && { email: words("form.giveEmail") }),
	};
}

/** What the server found, by field. */
export function faultsBy(no: No | undefined): Faults {
	const found = Object.entries(no?.fields ?? {});
	return Object.fromEntries(found.map(([path, fault]) => [path.replace(/^answers\./, ""), fault]));
}

/** Whether it speaks of answers: those that these questions want were given, so they are not what is asked now. */
export function saidOfAnswers({ fields = {} }: No): boolean {
	return Object.keys(fields).some((path) => path.startsWith("answers."));
}

/** Whether it speaks of an answer to none of these questions. */
function saidOfNone(no: No, questions: Question[]): boolean {
	return Object.keys(no.fields ?? {}).some((path) => path.startsWith("answers.") && !stands(path, questions));
}

/** With what is to be mended where no field of this form stands for it; nothing where one stands for all. */
export function inFull(no: No, questions: Question[], words: Words<"board">): string {
	if (saidOfNone(no, questions)) return words("form.changed");
	const fields = Object.entries(no.fields ?? {});
	const others = fields.filter(([path]) => !stands(path, questions));
	if (fields.length > others.length && others.length === 0) return "";
	return [no.message, ...others.map(([, fault]) => fault)].join(" ");
}

function stands(path: string, questions: Question[]): boolean {
	return path === "name" || path === "email" || questions.some(({ id }) => path === `answers.${id}`);
}
