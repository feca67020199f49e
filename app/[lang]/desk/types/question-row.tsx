import type { PointerEvent } from "react";
import type { Question } from "@/lib/rules/type-schema";
import { Field } from "../../../_ui/field.tsx";
import { Pick } from "../../../_ui/pick.tsx";
import { ChoiceLines } from "./choice-lines.tsx";
import { DragHandle } from "./drag-handle.tsx";
import { MoveButtons } from "./move-buttons.tsx";
import { RemoveButton } from "./remove-button.tsx";
import type { DraftQuestion, Errors } from "./type-draft.ts";
import { kinds } from "./type-lines.ts";

type Props = {
	question: DraftQuestion;
	place: { index: number; count: number };
	errors: Errors;
	/** It is being dragged. */
	lifted: boolean;
	onGrab: (event: PointerEvent) => void;
	onMove: (to: number) => void;
	onChange: (more: Partial<DraftQuestion>) => void;
	onRemove: () => void;
};

/** One question: its words, how it is answered, and whether it must be. */
export function QuestionRow(props: Props) {
	const { question, place, errors, lifted, onGrab, onMove, onChange, onRemove } = props;
	const what = `question ${place.index + 1}`;
	const path = `questions.${place.index}`;
	return (
		<li
			data-drag-entry
			className={`rounded-2xl border bg-card pb-4 ${lifted ? "border-board shadow-lg select-none" : "border-line"}`}
		>
			<div className="flex items-center border-b border-line px-1">
				{place.count > 1 && <DragHandle onGrab={onGrab} />}
				<h3 className={`grow ${place.count > 1 ? "" : "pl-3"}`}>Question {place.index + 1}</h3>
				{place.count > 1 && <MoveButtons what={what} {...place} onMove={onMove} />}
				<RemoveButton what={what} onClick={onRemove} />
			</div>
			<div className="grid gap-4 px-4 pt-4">
				<Field
					label={`What ${what} asks`}
					placeholder="What is it about?"
					value={question.label}
					maxLength={200}
					autoComplete="off"
					onChange={(event) => onChange({ label: event.target.value })}
					error={errors[`${path}.label`]}
				/>
				<div className="grid items-end gap-x-4 gap-y-2 sm:grid-cols-2">
					<Pick
						label={`How ${what} is answered`}
						value={question.kind}
						onChange={(event) => onChange({ kind: event.target.value as Question["kind"] })}
					>
						{Object.entries(kinds).map(([kind, words]) => (
							<option key={kind} value={kind}>
								{words}
							</option>
						))}
					</Pick>
					<label className="flex min-h-11 items-center gap-3">
						<input
							type="checkbox"
							checked={question.required}
							onChange={(event) => onChange({ required: event.target.checked })}
							className="size-4.5 shrink-0 accent-board"
						/>
						{question.kind === "check" ? "Must be ticked" : "Must be answered"}
						<span className="sr-only"> (question {place.index + 1})</span>
					</label>
				</div>
				{question.kind === "choice" && (
					<ChoiceLines
						what={what}
						path={path}
						lines={question.choices}
						errors={errors}
						onChange={(choices) => onChange({ choices })}
					/>
				)}
			</div>
		</li>
	);
}
