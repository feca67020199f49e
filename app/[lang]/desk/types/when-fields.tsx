import Link from "next/link";
import { Choice } from "../../../_ui/choice.tsx";
import { Field } from "../../../_ui/field.tsx";
import { Pick } from "../../../_ui/pick.tsx";
import { AmountField } from "./amount-field.tsx";
import type { FieldsProps } from "./fields-props.ts";
import { NumberField } from "./number-field.tsx";

/** In which hours it is offered, from when to when ahead, and how much of it a day bears. */
export function WhenFields({ draft, errors, edit, schedules }: FieldsProps) {
	return (
		<>
			<div className="grid gap-1">
				<Pick
					label="In which hours"
					value={draft.scheduleId}
					onChange={(event) => edit({ scheduleId: event.target.value })}
					error={errors.scheduleId}
				>
					{schedules.map(({ id, name }) => (
						<option key={id} value={id}>
							{name}
						</option>
					))}
				</Pick>
				<p className="text-sm text-soft">
					<Link href="/desk/hours" className="inline-flex min-h-8 items-center underline underline-offset-4">
						See or change these hours
					</Link>
				</p>
			</div>
			<AmountField
				label="Booked at least this long before it starts"
				hint="So that nobody surprises you."
				value={draft.noticeMinutes}
				onChange={(noticeMinutes) => edit({ noticeMinutes })}
				error={errors.noticeMinutes}
			/>
			<Choice
				legend="How far ahead"
				value={draft.onDays ? "days" : "ahead"}
				onChange={(how) => edit({ onDays: how === "days" })}
				options={[
					{ value: "ahead", label: "Always, some days ahead" },
					{ value: "days", label: "On certain days only", hint: "Such as a week of parents’ talks." },
				]}
			/>
			{draft.onDays ? (
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<Field
						label="First day"
						type="date"
						value={draft.firstDay}
						onChange={(event) => edit({ firstDay: event.target.value })}
						error={errors.firstDay}
					/>
					<Field
						label="Last day"
						type="date"
						value={draft.lastDay}
						onChange={(event) => edit({ lastDay: event.target.value })}
						error={errors.lastDay}
					/>
				</div>
			) : (
				<div className="sm:max-w-xs">
					<NumberField
						label="How many days ahead"
						value={draft.horizonDays}
						onChange={(horizonDays) => edit({ horizonDays })}
						error={errors.horizonDays}
					/>
				</div>
			)}
			<div className="grid items-start gap-4 sm:grid-cols-2">
				<NumberField
					label="Most of them a day"
					hint="Empty: no limit."
					value={draft.dayCap}
					onChange={(dayCap) => edit({ dayCap })}
					error={errors.dayCap}
				/>
				<NumberField
					label="Most of them a week"
					hint="Empty: no limit. A week begins on Monday."
					value={draft.weekCap}
					onChange={(weekCap) => edit({ weekCap })}
					error={errors.weekCap}
				/>
			</div>
		</>
	);
}
