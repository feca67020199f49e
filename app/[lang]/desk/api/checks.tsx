"use client";

import { useId } from "react";

type Props<Id extends string> = {
	legend: string;
	words: Record<Id, string>;
	chosen: Id[];
	onChange: (chosen: Id[]) => void;
	error: string | undefined;
};

/** Some of a few. */
export function Checks<Id extends string>({ legend, words, chosen, onChange, error }: Props<Id>) {
	const id = useId();
	const all = Object.keys(words) as Id[];
	return (
		<fieldset aria-describedby={error ? `${id}-note` : undefined} className="min-w-0">
			<legend className="mb-1 font-medium">{legend}</legend>
			{all.map((each) => (
				<label key={each} className="flex min-h-11 items-center gap-3">
					<input
						type="checkbox"
						checked={chosen.includes(each)}
						aria-invalid={error ? true : undefined}
						onChange={({ target }) =>
							onChange(all.filter((other) => (other === each ? target.checked : chosen.includes(other))))
						}
						className="size-5 shrink-0 accent-board"
					/>
					{words[each]}
				</label>
			))}
			{error && (
				<p id={`${id}-note`} className="text-alarm">
					{error}
				</p>
			)}
		</fieldset>
	);
}
