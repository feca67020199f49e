import { Choice } from "../../_ui/choice.tsx";
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
			<div className="grid items-start gap-4 sm:grid-cols-2">
				<NumberField
					label="Bookings one person may have"
					hint="Those to come count. Empty: no limit."
					value={draft.bookerCap}
					onChange={(bookerCap) => edit({ bookerCap })}
					error={errors.bookerCap}
				/>
				<NumberField
					label="Dates one can book as a series"
					hint="1 is one by one; 10 is every week for ten weeks."
					value={draft.seriesCap}
					onChange={(seriesCap) => edit({ seriesCap })}
					error={errors.seriesCap}
				/>
			</div>
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
