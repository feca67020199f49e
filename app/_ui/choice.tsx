"use client";

import { useId } from "react";

type Option = { value: string; label: string; hint?: string };
type Props = {
	legend: string;
	options: Option[];
	value: string;
	onChange: (value: string) => void;
	/** Why nothing can be chosen any more. */
	fixed?: string | undefined;
};

/** One of a few, each with what it means. */
export function Choice({ legend, options, value, onChange, fixed }: Props) {
	const id = useId();
	return (
		<fieldset aria-describedby={fixed ? `${id}-fixed` : undefined} className="grid min-w-0 gap-2">
			<legend className="mb-2 font-medium">{legend}</legend>
			{options.map((option) => (
				<label
					key={option.value}
					className="flex min-h-11 items-start gap-3 rounded-xl border border-edge bg-card px-4 py-2.5 has-checked:border-board has-checked:bg-chalk has-disabled:border-line"
				>
					<input
						type="radio"
						name={id}
						value={option.value}
						checked={value === option.value}
						disabled={fixed !== undefined}
						onChange={() => onChange(option.value)}
						className="mt-1 size-4 shrink-0 accent-board"
					/>
					<span className="min-w-0">
						{option.label}
						{option.hint && <span className="block text-sm text-soft">{option.hint}</span>}
					</span>
				</label>
			))}
			{fixed && (
				<p id={`${id}-fixed`} className="text-sm text-soft">
					{fixed}
				</p>
			)}
		</fieldset>
	);
}
