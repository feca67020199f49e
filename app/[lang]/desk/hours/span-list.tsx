import { type ReactNode, useRef } from "react";
import { quietButton } from "../../../_ui/button.ts";
import type { DraftSpan } from "./hours-draft.ts";
import { SpanRow } from "./span-row.tsx";

type Props = {
	name: string;
	spans: DraftSpan[];
	/** What is wrong, by the id of a span. */
	wrong: Map<number, string>;
	onAdd: () => void;
	onChange: (span: DraftSpan) => void;
	onRemove: (id: number) => void;
	/** Whether there is room beside them. */
	wide?: boolean;
	/** What else can be done with them. */
	children?: ReactNode;
};

/** The hours of one day, and that there can be more. */
export function SpanList({ name, spans, wrong, onAdd, onChange, onRemove, wide, children }: Props) {
	const list = useRef<HTMLDivElement>(null);
	/** The button goes, and the focus with it: to the next such button, or to the one for new hours. */
	function remove(id: number, index: number) {
		onRemove(id);
		setTimeout(() => {
			const others = [...(list.current?.querySelectorAll<HTMLElement>("[data-remove]") ?? [])];
			const add = list.current?.querySelector<HTMLElement>("[data-add]");
			(others[index] ?? others.at(-1) ?? add)?.focus();
		});
	}
	return (
		<div
			ref={list}
			className={`grid min-w-0 gap-x-6 gap-y-2 ${wide ? "sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start" : ""}`}
		>
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
			<div className={`-mx-3 flex flex-wrap ${wide ? "sm:justify-end" : ""}`}>
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
		</div>
	);
}
