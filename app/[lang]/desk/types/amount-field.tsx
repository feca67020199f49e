"use client";

import { useId } from "react";
import { input } from "../../../_ui/button.ts";
import type { Amount } from "./type-draft.ts";
import type { Unit } from "./type-words.ts";

type Props = {
	label: string;
	hint?: string;
	error?: string | undefined;
	value: Amount;
	onChange: (value: Amount) => void;
};

const units: Unit[] = ["minutes", "hours", "days"];

/** A length in the unit that one thinks of it in. */
export function AmountField({ label, hint, error, value, onChange }: Props) {
	const id = useId();
	return (
		<div className="grid gap-1.5">
			<label htmlFor={id} className="font-medium">
				{label}
			</label>
			<div className="grid grid-cols-[6rem_minmax(0,10rem)] gap-2">
				<input
					id={id}
					inputMode="decimal"
					autoComplete="off"
					value={value.amount}
					onChange={(event) => onChange({ ...value, amount: event.target.value })}
					className={`${input} tabular-nums`}
					aria-invalid={error ? true : undefined}
					aria-describedby={error || hint ? `${id}-note` : undefined}
				/>
				<select
					aria-label={`${label}: minutes, hours or days`}
					value={value.unit}
					onChange={(event) => onChange({ ...value, unit: event.target.value as Unit })}
					className={input}
				>
					{units.map((unit) => (
						<option key={unit}>{unit}</option>
					))}
				</select>
			</div>
			{(error || hint) && (
				<p id={`${id}-note`} className={error ? "text-alarm" : "text-sm text-soft"}>
					{error ?? hint}
				</p>
			)}
		</div>
	);
}
