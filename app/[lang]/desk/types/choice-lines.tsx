import { useRef } from "react";
import { quietButton } from "../../../_ui/button.ts";
import { Field } from "../../../_ui/field.tsx";
import { RemoveButton } from "./remove-button.tsx";
import { type Errors, newLine } from "./type-draft.ts";

type Line = ReturnType<typeof newLine>;
type Props = {
	what: string;
	path: string;
	lines: Line[];
	errors: Errors;
	onChange: (lines: Line[]) => void;
};

/** Of what one is chosen; two at least. */
export function ChoiceLines({ what, path, lines, errors, onChange }: Props) {
	const add = useRef<HTMLButtonElement>(null);
	function remove(id: number) {
		onChange(lines.filter((line) => line.id !== id));
		setTimeout(() => add.current?.focus());
	}
	return (
		<fieldset className="grid gap-3">
			<legend className="sr-only">Choices of {what}</legend>
			{lines.map((line, index) => (
				<div key={line.id} className="flex items-start gap-1">
					<div className="grow sm:max-w-sm">
						<Field
							label={`Choice ${index + 1}`}
							value={line.text}
							maxLength={200}
							autoComplete="off"
							onChange={(event) =>
								onChange(
									lines.map((one) => (one.id === line.id ? { ...one, text: event.target.value } : one)),
								)
							}
							error={errors[`${path}.choices.${index}`]}
						/>
					</div>
					{lines.length > 2 && (
						<div className="pt-8">
							<RemoveButton what={`choice ${index + 1} of ${what}`} onClick={() => remove(line.id)} />
						</div>
					)}
				</div>
			))}
			{errors[`${path}.choices`] && <p className="text-alarm">{errors[`${path}.choices`]}</p>}
			{lines.length < 20 && (
				<button
					ref={add}
					type="button"
					onClick={() => onChange([...lines, newLine()])}
					className={`${quietButton} -mx-3 -my-2 justify-self-start text-sm`}
				>
					Add a choice
				</button>
			)}
		</fieldset>
	);
}
