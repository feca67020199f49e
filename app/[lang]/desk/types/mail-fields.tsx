import { useRef } from "react";
import { quietButton } from "../../../_ui/button.ts";
import { Choice } from "../../../_ui/choice.tsx";
import { TextArea } from "../../../_ui/field.tsx";
import { AmountField } from "./amount-field.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { RemoveButton } from "./remove-button.tsx";
import { newReminder } from "./type-draft.ts";

/** What people hear of it by themselves: reminders before it, and a few words after it. */
export function MailFields({ draft, errors, edit }: FieldsProps) {
	return (
		<>
			<Reminders draft={draft} errors={errors} edit={edit} />
			<Choice
				legend="When it is over"
				value={draft.followsUp ? "write" : "nothing"}
				onChange={(how) => edit({ followsUp: how === "write" })}
				options={[
					{ value: "nothing", label: "Nothing more" },
					{
						value: "write",
						label: "A few words of yours",
						hint: "To who was there: not where it was cancelled, or marked as missed.",
					},
				]}
			/>
			{draft.followsUp && (
				<>
					<AmountField
						label="How long after it ends"
						value={draft.followUpMinutes}
						onChange={(followUpMinutes) => edit({ followUpMinutes })}
						error={errors.followUpMinutes}
					/>
					<TextArea
						label="Your words"
						placeholder="Thank you for coming. What we talked about is …"
						value={draft.followUpText}
						maxLength={1_000}
						onChange={(event) => edit({ followUpText: event.target.value })}
						error={errors.followUpText}
					/>
				</>
			)}
		</>
	);
}

function Reminders({ draft, errors, edit }: Pick<FieldsProps, "draft" | "errors" | "edit">) {
	const { reminderMinutes: reminders } = draft;
	const add = useRef<HTMLButtonElement>(null);
	/** The button goes, and the focus with it: to the one that adds. */
	function remove(id: number) {
		edit({ reminderMinutes: reminders.filter((each) => each.id !== id) });
		setTimeout(() => add.current?.focus());
	}
	return (
		<div className="grid gap-4">
			{reminders.length === 0 && <p className="text-soft">Nobody is reminded of it.</p>}
			{reminders.map((each, index) => (
				<div key={each.id} className="flex items-start gap-1">
					<div className="grow sm:max-w-xs">
						<AmountField
							label={`${["First", "Second", "Third", "Fourth"][index]} reminder, before it starts`}
							value={each}
							onChange={(amount) =>
								edit({
									reminderMinutes: reminders.map((one) => (one.id === each.id ? { ...one, ...amount } : one)),
								})
							}
							error={errors[`reminderMinutes.${index}`]}
						/>
					</div>
					<div className="pt-8">
						<RemoveButton what={`reminder ${index + 1}`} onClick={() => remove(each.id)} />
					</div>
				</div>
			))}
			{errors.reminderMinutes && <p className="text-alarm">{errors.reminderMinutes}</p>}
			{reminders.length < 4 && (
				<button
					ref={add}
					type="button"
					onClick={() => edit({ reminderMinutes: [...reminders, newReminder()] })}
					className={`${quietButton} -mx-3 -my-2 justify-self-start`}
				>
					{reminders.length ? "Remind them once more" : "Remind people of it"}
				</button>
			)}
		</div>
	);
}
