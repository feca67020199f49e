import { type Axis, rowAt } from "./axis.ts";
import { columnAt } from "./place.ts";

/** A line where it is now, if that is on one of these days. */
export function WeekNow({ axis, now }: { axis: Axis; now: number }) {
	const column = axis.columns.findIndex(({ from, until }) => from <= now && now < until);
	const day = axis.columns[column];
	if (!day) return null;
	return (
		<div
			aria-hidden="true"
			className="pointer-events-none absolute z-10 border-t-2 border-alarm before:absolute before:-top-[5px] before:-left-1 before:size-2 before:rounded-full before:bg-alarm"
			style={{ top: `calc(var(--row) * ${rowAt(axis, day, now)})`, ...columnAt(axis, column) }}
		/>
	);
}
