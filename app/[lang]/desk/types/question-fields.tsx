import { useRef } from "react";
import { quietButton } from "../../../_ui/button.ts";
import type { FieldsProps } from "./fields-props.ts";
import { QuestionRow } from "./question-row.tsx";
import { type DraftQuestion, newQuestion } from "./type-draft.ts";
import { moved, useDrag } from "./use-drag.ts";

/** What somebody is asked who books, beside their name and address. */
export function QuestionFields({ draft, errors, edit }: FieldsProps) {
	const { questions } = draft;
	const move = (from: number, to: number) => edit({ questions: moved(questions, from, to) });
	const { list, dragged, grab } = useDrag(move);
	const add = useRef<HTMLButtonElement>(null);
	const change = (id: string, more: Partial<DraftQuestion>) =>
		edit({
			questions: questions.map((question) => (question.id === id ? { ...question, ...more } : question)),
		});
	/** What has the focus goes: it is left to the button that adds another. */
	function remove(id: string) {
		edit({ questions: questions.filter((question) => question.id !== id) });
		setTimeout(() => add.current?.focus());
	}
	return (
		<>
			{questions.length === 0 && (
				<p className="text-soft">
					Everybody gives a name and an address. Ask here what else you need to know, such as what it is
					about.
				</p>
			)}
			{questions.length > 0 && (
				<ul ref={list} aria-label="Questions" className="grid gap-4">
					{questions.map((question, index) => (
						<QuestionRow
							key={question.id}
							question={question}
							place={{ index, count: questions.length }}
							errors={errors}
							lifted={dragged === index}
							onGrab={(event) => grab(event, index)}
							onMove={(to) => move(index, to)}
							onChange={(more) => change(question.id, more)}
							onRemove={() => remove(question.id)}
						/>
					))}
				</ul>
			)}
			{errors.questions && <p className="text-alarm">{errors.questions}</p>}
			{questions.length < 10 && (
				<button
					ref={add}
					type="button"
					onClick={() => edit({ questions: [...questions, newQuestion()] })}
					className={`${quietButton} -mx-3 justify-self-start`}
				>
					{questions.length ? "Ask something else" : "Ask something"}
				</button>
			)}
		</>
	);
}
