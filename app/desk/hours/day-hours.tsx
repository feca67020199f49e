import { type ReactNode, useRef } from "react";
import { input, quietButton } from "../../_ui/button.ts";
import type { DraftSpan } from "./hours-draft.ts";

type Props = {
	name: string;
	spans: DraftSpan[];
	wrong: Map<number, string>;
	onAdd: () => void;
	onChange: (span: DraftSpan) => void;
	onRemove: (id: number) => void;
	children?: ReactNode;
};

/** One weekday and the hours on it. */
export function DayHours({ name, spans, wrong, onAdd, onChange, onRemove, children }: Props) {
	const day = useRef<HTMLFieldSetElement>(null);
	/** The button goes, and the focus with it: to the next such button, or to the one for new hours. */
	function remove(id: number, index: number) {
		onRemove(id);
		setTimeout(() => {
			const others = [...(day.current?.querySelectorAll<HTMLElement>("[data-remove]") ?? [])];
			const add = day.current?.querySelector<HTMLElement>("[data-add]");
			(others[index] ?? others.at(-1) ?? add)?.focus();
		});
	}
	return (
		<fieldset
			ref={day}
			className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[8rem_1fr_auto] sm:items-start sm:px-5"
		>
			<legend className="sr-only">{name}</legend>
			<div aria-hidden="true" className="text-lg font-[680] tracking-tight sm:pt-2">
				{name}
			</div>
			<div className="grid min-w-0 gap-2">
				{spans.length === 0 && <p className="text-soft sm:pt-2.5">Not available</p>}
				{spans.map((span, index) => (
					<SpanRow
						key={span.id}
						day={name}
						span={span}
						error={wrong.get(span.id)}
						onChange={onChange}
						onRemove={() => remove(span.id, index)}
					/>
				))}
			</div>
			<div className="-mx-3 flex flex-wrap sm:justify-end">
				{children}
				<button
					type="button"
					data-add
					aria-label={`Add hours on ${name}`}
					onClick={onAdd}
					className={`${quietButton} text-sm`}
				>
					Add hours
				</button>
			</div>
		</fieldset>
	);
}

type RowProps = Pick<Props, "onChange"> & {
	day: string;
	span: DraftSpan;
	error: string | undefined;
	onRemove: () => void;
};

function SpanRow({ day, span, error, onChange, onRemove }: RowProps) {
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
