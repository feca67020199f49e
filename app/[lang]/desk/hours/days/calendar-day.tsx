import type { Day } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import type { Mark } from "./day-marks.ts";

type Props = {
	day: Day;
	isToday: boolean;
	isOver: boolean;
	isChosen: boolean;
	/** The one that Tab leads to. */
	isStop: boolean;
	mark: Mark | undefined;
	onPick: (day: Day) => void;
};

export const dots: Record<Mark["kind"], string> = {
	off: "bg-alarm",
	own: "bg-board",
	holiday: "bg-bell",
};

export function CalendarDay({ day, isToday, isOver, isChosen, isStop, mark, onPick }: Props) {
	const label = [dayLabel(day, "long"), isToday && "today", mark?.label].filter(Boolean).join(", ");
	return (
		<button
			type="button"
			data-day={day}
			aria-label={label}
			aria-pressed={isChosen}
			aria-disabled={isOver}
			tabIndex={isStop ? 0 : -1}
			onClick={() => !isOver && onPick(day)}
			className={`relative grid h-11 w-full place-items-center rounded-lg tabular-nums hover:bg-chalk aria-disabled:text-soft aria-disabled:opacity-50 aria-pressed:bg-board aria-pressed:text-on-board ${
				isToday ? "font-[680] inset-ring inset-ring-edge" : ""
			}`}
		>
			{Number(day.slice(8))}
			{mark && (
				<span
					aria-hidden="true"
					className={`absolute bottom-1 size-1.5 rounded-full ${isChosen ? "bg-on-board" : dots[mark.kind]}`}
				/>
			)}
		</button>
	);
}
