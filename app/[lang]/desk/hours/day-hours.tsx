import { CopyDay } from "./copy-day.tsx";
import type { DraftSpan } from "./hours-draft.ts";
import { SpanList } from "./span-list.tsx";

type Props = {
	/** 1 is Monday. */
	weekday: number;
	name: string;
	spans: DraftSpan[];
	wrong: Map<number, string>;
	onAdd: () => void;
	onChange: (span: DraftSpan) => void;
	onRemove: (id: number) => void;
	onCopy: (weekdays: number[]) => void;
};

/** One weekday and the hours on it, which others can have as well. */
export function DayHours({ weekday, name, onCopy, ...list }: Props) {
	return (
		<fieldset className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[8rem_1fr] sm:items-start sm:px-5">
			<legend className="sr-only">{name}</legend>
			<div aria-hidden="true" className="text-lg font-[680] tracking-tight sm:pt-2">
				{name}
			</div>
			<SpanList name={name} wide {...list}>
				{list.spans.length > 0 && <CopyDay weekday={weekday} name={name} onCopy={onCopy} />}
			</SpanList>
		</fieldset>
	);
}
