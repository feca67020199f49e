import type { StretchDraft } from "./stretch-draft.ts";

const kinds = { open: "Open these hours", close: "Close these hours", away: "I am away" } as const;

type Props = { kind: StretchDraft["kind"]; onChoose: (kind: StretchDraft["kind"]) => void };

/** What is done with some time. */
export function StretchKinds({ kind, onChoose }: Props) {
	return (
		<fieldset className="grid gap-1">
			<legend className="sr-only">What to do</legend>
			{Object.entries(kinds).map(([value, label], index) => (
				<label
					key={value}
					className="flex min-h-11 items-center gap-3 rounded-xl px-3 has-checked:bg-chalk has-checked:font-medium has-checked:text-chalk-ink"
				>
					<input
						type="radio"
						name="kind"
						className="size-5 accent-board"
						data-first={index === Object.keys(kinds).indexOf(kind) || undefined}
						checked={kind === value}
						onChange={() => onChoose(value as StretchDraft["kind"])}
					/>
					{label}
				</label>
			))}
		</fieldset>
	);
}
