import { input } from "../../../_ui/button.ts";
import type { DraftSpan } from "./hours-draft.ts";

type Props = {
	/** Of which day, as it is read aloud. */
	day: string;
	span: DraftSpan;
	error: string | undefined;
	onChange: (span: DraftSpan) => void;
	onRemove: () => void;
};

/** From when to when, and that it can go. */
export function SpanRow({ day, span, error, onChange, onRemove }: Props) {
	const shared = {
		type: "time",
		step: 300,
		required: true,
		"aria-invalid": error ? true : undefined,
		"aria-describedby": error ? `wrong-${span.id}` : undefined,
		className: `${input} min-w-0 max-w-36 flex-1 max-sm:px-2 tabular-nums`,
	};
	return (
		<div>
			<div className="flex items-center gap-1.5 sm:gap-2">
				<input
					{...shared}
					aria-label={`${day} from`}
					value={span.starts}
					onChange={(event) => onChange({ ...span, starts: event.target.value })}
				/>
				<span aria-hidden="true" className="text-soft">
					–
				</span>
				<input
					{...shared}
					aria-label={`${day} until`}
					value={span.ends}
					onChange={(event) => onChange({ ...span, ends: event.target.value })}
				/>
				<button
					type="button"
					data-remove
					aria-label={`Remove ${day} ${span.starts} to ${span.ends}`}
					onClick={onRemove}
					className="-mr-2 grid size-11 shrink-0 place-items-center sm:mr-0 rounded-full text-soft hover:bg-alarm-tint hover:text-alarm"
				>
					<svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 stroke-current" strokeWidth="2">
						<path d="m5 5 10 10M15 5 5 15" strokeLinecap="round" />
					</svg>
				</button>
			</div>
			{error && (
				<p id={`wrong-${span.id}`} className="mt-1 text-alarm">
					{error}
				</p>
			)}
		</div>
	);
}
