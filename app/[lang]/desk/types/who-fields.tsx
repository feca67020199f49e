import { Choice } from "../../../_ui/choice.tsx";
import { AmountField } from "./amount-field.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { NumberField } from "./number-field.tsx";

/** Who finds it, how much of it one person may have, and until when they may change their mind. */
export function WhoFields({ draft, errors, edit }: FieldsProps) {
	return (
		<>
			<Choice
				legend="Who finds it"
				value={draft.isHidden ? "hidden" : "public"}
				onChange={(how) => edit({ isHidden: how === "hidden" })}
				options={[
					{ value: "public", label: "Everybody", hint: "It stands on your page." },
					{
						value: "hidden",
						label: "Who has its link",
						hint: "It is not on your page, and can be booked all the same.",
					},
				]}
			/>
			<Choice
				legend="Who decides"
				value={draft.needsApproval ? "yes" : "at once"}
				onChange={(how) => edit({ needsApproval: how === "yes" })}
				options={[
					{ value: "at once", label: "It is booked at once" },
					{
						value: "yes",
						label: "It waits for your yes",
						hint: "You get a mail with a link to answer; the time is kept until then. In an opening it is booked at once.",
					},
				]}
			/>
			{draft.needsApproval && (
				<div className="sm:max-w-xs">
					<NumberField
						label="Hours you have to answer"
						hint="And never past its start. After that the time is free again."
						value={draft.decideHours}
						onChange={(decideHours) => edit({ decideHours })}
						error={errors.decideHours}
					/>
				</div>
			)}
			<div className="grid items-start gap-4 sm:grid-cols-2">
				<NumberField
					label="Bookings one person may have"
					hint="Those to come count. Empty: no limit."
					value={draft.bookerCap}
					onChange={(bookerCap) => edit({ bookerCap })}
					error={errors.bookerCap}
				/>
				{!draft.needsApproval && (
					<NumberField
						label="Dates one can book as a series"
						hint="1 is one by one; 10 is every week for ten weeks."
						value={draft.seriesCap}
						onChange={(seriesCap) => edit({ seriesCap })}
						error={errors.seriesCap}
					/>
				)}
			</div>
			<div className="sm:max-w-xs">
				<NumberField
					label="Missed appointments until one has to ask"
					hint="With you, in half a year. They are asked to talk to you or the office first. Empty: no limit."
					value={draft.noShowLimit}
					onChange={(noShowLimit) => edit({ noShowLimit })}
					error={errors.noShowLimit}
				/>
			</div>
			<label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
				<input
					type="checkbox"
					checked={draft.waitlist}
					onChange={(event) => edit({ waitlist: event.target.checked })}
					className="mt-0.5 size-5 shrink-0 accent-board"
				/>
				<span>
					People can wait for what is full
					<span className="block text-sm text-soft">
						What becomes free is offered to them one after the other, first come first. While it waits for an
						opening, nobody can.
					</span>
				</span>
			</label>
			<AmountField
				label="Cancelled or moved at least this long before it starts"
				hint="After that, people have to ask you."
				value={draft.cutoffMinutes}
				onChange={(cutoffMinutes) => edit({ cutoffMinutes })}
				error={errors.cutoffMinutes}
			/>
			<div className="sm:max-w-xs">
				<NumberField
					label="Minutes a time is held"
					hint="While somebody fills in the form, nobody else can take it."
					value={draft.holdMinutes}
					onChange={(holdMinutes) => edit({ holdMinutes })}
					error={errors.holdMinutes}
				/>
			</div>
		</>
	);
}
