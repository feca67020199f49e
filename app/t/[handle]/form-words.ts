import type { Question } from "@/lib/rules/question-schema";
import type { No } from "../../_ui/send.ts";
import type { Wait } from "../../_ui/wait.ts";
import type { Booker } from "./booker.ts";
import { type Said, unanswered } from "./question-fields.tsx";
import type { Confirming } from "./use-confirm.ts";
import type { Series } from "./use-series.ts";

/** What is to be mended: by `name`, `email`, `series`, or the id of a question. */
export type Faults = Record<string, string | undefined>;

const words = { idle: "Book this time", sending: "Booking …", unsure: "Try again", booked: "Booked!" };
const waiting: Record<Wait, string> = {
	busy: "Very busy, still trying …",
	offline: "No connection, still trying …",
	slow: "Slow answer, still trying …",
};

/** What the button says. */
export function wordsOf(state: Confirming, { on, chosen: { length } }: Series): string {
	if (state.status === "waiting") return waiting[state.wait];
	if (state.status !== "idle" || !on || length === 0) return words[state.status];
	return `Book ${length === 1 ? "this date" : `these ${length} dates`}`;
}

/** Only what needs no server: the rest is judged there. */
export function check({ name, email }: Booker, questions: Question[], said: Said, series: Series): Faults {
	return {
		...(series.on && series.chosen.length === 0 && { series: "Please choose a date." }),
		...(!name.trim() && { name: "Please give a name." }),
		...(!/^\S+@\S+$/.test(email.trim()) && {
			email: "Please give an e-mail address, such as ada@example.org.",
		}),
		...unanswered(questions, said),
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
export function inFull(no: No, questions: Question[]): string {
	if (saidOfNone(no, questions)) return "What is asked here was changed meanwhile. Please look at it again.";
	const fields = Object.entries(no.fields ?? {});
	const others = fields.filter(([path]) => !stands(path, questions));
	if (fields.length > others.length && others.length === 0) return "";
	return [no.message, ...others.map(([, fault]) => fault)].join(" ");
}

function stands(path: string, questions: Question[]): boolean {
	return path === "name" || path === "email" || questions.some(({ id }) => path === `answers.${id}`);
}
