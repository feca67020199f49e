import type { ReactNode } from "react";
import { Field } from "../../../../_ui/field.tsx";
import type { TypedErrors } from "../../absence-span.ts";
import type { Draft } from "./absence-draft.ts";

type Props = { draft: Draft; errors: TypedErrors; onEdit: (edited: Partial<Draft>) => void };

/** Whole days, or from a time until a time. */
export function AbsenceTimes({ draft, errors, onEdit }: Props) {
	return (
		<>
			<label className="flex min-h-11 items-center gap-3">
				<input
					type="checkbox"
					checked={draft.whole}
					onChange={(event) => onEdit({ whole: event.target.checked })}
					className="size-4 accent-board"
				/>
				Whole days
			</label>
			<Row whole={draft.whole}>
				<Field
					label={draft.whole ? "First day" : "From"}
					type="date"
					data-first
					value={draft.fromDay}
					onChange={({ target }) => {
						// One day, until another last one is said: who types the year is in the year 2 first.
						const isAlone = draft.untilDay === "" || draft.untilDay === draft.fromDay;
						onEdit({ fromDay: target.value, ...(isAlone && { untilDay: target.value }) });
					}}
					error={errors.fromDay}
				/>
				{!draft.whole && (
					<Field
						label="Time"
						aria-label="From, time"
						type="time"
						value={draft.fromTime}
						onChange={({ target }) => onEdit({ fromTime: target.value })}
						error={errors.fromTime}
					/>
				)}
			</Row>
			<Row whole={draft.whole}>
				<Field
					label={draft.whole ? "Last day" : "Until"}
					type="date"
					value={draft.untilDay}
					onChange={({ target }) => onEdit({ untilDay: target.value })}
					error={errors.untilDay ?? (draft.whole ? errors.untilTime : undefined)}
				/>
				{!draft.whole && (
					<Field
						label="Time"
						aria-label="Until, time"
						type="time"
						value={draft.untilTime}
						onChange={({ target }) => onEdit({ untilTime: target.value })}
						error={errors.untilTime}
					/>
				)}
			</Row>
		</>
	);
}

function Row({ whole, children }: { whole: boolean; children: ReactNode }) {
	return <div className={`grid items-start gap-3 ${whole ? "" : "grid-cols-[1fr_9rem]"}`}>{children}</div>;
}
