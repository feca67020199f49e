"use client";

import { useTranslations } from "next-intl";
import { type ChangeEvent, useId } from "react";
import type { Question } from "@/lib/rules/question-schema";
import { input } from "../../../_ui/button.ts";

type Props = {
	question: Question;
	said: string | boolean | undefined;
	fault: string | undefined;
	readOnly: boolean;
	onSay: ((answer: string | boolean) => void) | undefined;
};

/** One question, as its kind wants it: a line, a few lines, one of some, or a tick. */
export function QuestionField({ question, said, fault, readOnly, onSay }: Props) {
	const words = useTranslations("common");
	const id = useId();
	const { kind, label, required, choices = [] } = question;
	const shared = {
		id,
		required,
		"aria-invalid": fault ? true : undefined,
		"aria-describedby": fault ? `${id}-fault` : undefined,
	};
	const text = typeof said === "string" ? said : "";
	const typed = {
		...shared,
		name: `answers.${question.id}`,
		className: input,
		...(onSay
			? { value: text, onChange: (event: ChangeEvent<{ value: string }>) => onSay(event.target.value) }
			: { defaultValue: text }),
	};
	return (
		<div className="grid gap-1.5">
			{kind === "check" ? (
				<label htmlFor={id} className="-my-1.5 flex min-h-11 cursor-pointer items-center gap-3">
					<input
						{...shared}
						type="checkbox"
						name={`ticks.${question.id}`}
						value="true"
						{...(onSay
							? { checked: said === true, onChange: (event) => onSay(event.target.checked) }
							: { defaultChecked: said === true })}
						className="size-5 shrink-0 accent-board"
					/>
					<span>
						{label}
						<Needed required={required} />
					</span>
				</label>
			) : (
				<label htmlFor={id} className="font-medium">
					{label}
					<Needed required={required} />
				</label>
			)}
			{kind === "text" && <input {...typed} maxLength={500} readOnly={readOnly} />}
			{kind === "long" && <textarea {...typed} rows={3} maxLength={4_000} readOnly={readOnly} />}
			{kind === "choice" && (
				<select {...typed} aria-disabled={readOnly || undefined}>
					<option value="">{words("question.choose")}</option>
					{choices.map((choice) => (
						<option key={choice} value={choice}>
							{choice}
						</option>
					))}
				</select>
			)}
			{fault && (
				<p id={`${id}-fault`} className="text-alarm">
					{fault}
				</p>
			)}
		</div>
	);
}

/** Said to who sees it; who hears it is told by the field itself. */
function Needed({ required }: { required: boolean }) {
	const words = useTranslations("common");
	return (
		<span aria-hidden={required} className="text-sm font-normal text-soft">
			{words(required ? "question.needed" : "question.optional")}
		</span>
	);
}
