import type { Words } from "@/lib/languages/words";
import type { Question } from "@/lib/rules/question-schema";
import { QuestionField } from "./question-field.tsx";

/** What was said so far, by the id of the question. */
export type Said = Record<string, string | boolean>;

type Props = {
	questions: Question[];
	said: Said;
	faults: Record<string, string | undefined>;
	readOnly?: boolean;
	/** Without it the browser keeps what is typed, and the form sends it. */
	onSay?: (id: string, answer: string | boolean) => void;
};

/** What a type asks of who books it. */
export function QuestionFields({ questions, said, faults, readOnly = false, onSay }: Props) {
	return questions.map((question) => (
		<QuestionField
			key={question.id}
			question={question}
			said={said[question.id]}
			fault={faults[question.id]}
			readOnly={readOnly}
			onSay={onSay && ((answer) => onSay(question.id, answer))}
		/>
	));
}

/** What is still missing: all that can be told without the server. */
export function unanswered(
	questions: Question[],
	said: Said,
	words: Words<"common">,
): Record<string, string> {
	const missing = questions.filter(({ id, required }) => required && !String(said[id] || "").trim());
	return Object.fromEntries(
		missing.map(({ id, kind }) => [id, words(kind === "check" ? "question.tick" : "question.answer")]),
	);
}

/** What is sent: nothing for what was left empty, or is not asked any more. */
export function toSend(questions: Question[], said: Said): Said {
	const answered = questions.filter(({ id }) => said[id] === true || String(said[id] || "").trim());
	return Object.fromEntries(answered.map(({ id }) => [id, said[id] ?? ""]));
}
