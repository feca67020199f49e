import { useRef } from "react";
import { quietButton } from "../../../_ui/button.ts";
import type { FieldsProps } from "./fields-props.ts";
import { NumberField } from "./number-field.tsx";
import { RemoveButton } from "./remove-button.tsx";
import { newLine } from "./type-draft.ts";

/** How long it lasts, from when to when it keeps a teacher busy, and for how many. */
export function LengthFields({ draft, errors, edit }: FieldsProps) {
	return (
		<>
			<Durations draft={draft} errors={errors} edit={edit} />
			<div className="grid items-start gap-4 sm:grid-cols-2">
				<NumberField
					label="Minutes from one start to the next"
					hint="Leave it empty for one right after the other."
					value={draft.stepMinutes}
					onChange={(stepMinutes) => edit({ stepMinutes })}
					// Empty it is as long as the other, which is where to mend it.
					error={draft.stepMinutes ? errors.stepMinutes : undefined}
				/>
				<NumberField
					label="Seats"
					hint="More than one makes it a group: all of them meet at the same time."
					value={draft.seats}
					onChange={(seats) => edit({ seats })}
					error={errors.seats}
				/>
				<NumberField
					label="Minutes kept free before it"
					hint="To come, or to prepare."
					value={draft.bufferBeforeMinutes}
					onChange={(bufferBeforeMinutes) => edit({ bufferBeforeMinutes })}
					error={errors.bufferBeforeMinutes}
				/>
				<NumberField
					label="Minutes kept free after it"
					hint="To leave, or to take notes."
					value={draft.bufferAfterMinutes}
					onChange={(bufferAfterMinutes) => edit({ bufferAfterMinutes })}
					error={errors.bufferAfterMinutes}
				/>
			</div>
		</>
	);
}

function Durations({ draft, errors, edit }: Pick<FieldsProps, "draft" | "errors" | "edit">) {
	const box = useRef<HTMLDivElement>(null);
	const { otherDurations } = draft;
	/** The button goes, and the focus with it: to the one that adds. */
	function remove(id: number) {
		edit({ otherDurations: otherDurations.filter((each) => each.id !== id) });
		setTimeout(() => box.current?.querySelector<HTMLElement>("[data-add]")?.focus());
	}
	return (
		<div ref={box} className="grid gap-4">
			<div className="sm:max-w-xs">
				<NumberField
					label="How many minutes it lasts"
					value={draft.durationMinutes}
					onChange={(durationMinutes) => edit({ durationMinutes })}
					error={errors.durationMinutes}
				/>
			</div>
			{otherDurations.map((each, index) => (
				<div key={each.id} className="flex max-w-md items-start gap-1">
					<div className="grow sm:max-w-xs">
						<NumberField
							label={`Or, as another choice (${index + 1})`}
							value={each.text}
							onChange={(text) =>
								edit({
									otherDurations: otherDurations.map((one) => (one.id === each.id ? { ...one, text } : one)),
								})
							}
							error={errors[`otherDurations.${index}`]}
						/>
					</div>
					<div className="pt-8">
						<RemoveButton
							what={`the choice of ${each.text || "no"} minutes`}
							onClick={() => remove(each.id)}
						/>
					</div>
				</div>
			))}
			{errors.otherDurations && <p className="text-alarm">{errors.otherDurations}</p>}
			{otherDurations.length < 6 && (
				<button
					type="button"
					data-add
					onClick={() => edit({ otherDurations: [...otherDurations, newLine()] })}
					className={`${quietButton} -mx-3 -my-2 justify-self-start`}
				>
					Let people choose another length
				</button>
			)}
		</div>
	);
}
