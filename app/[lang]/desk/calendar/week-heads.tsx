import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Day } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { hoursWords } from "./words.ts";

type Props = {
	days: readonly Day[];
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	today: Day;
	hour12: boolean;
	onDay: (day: Day) => void;
};

/** The days' names over their columns, with their holidays; each opens its day. */
export function WeekHeads({ days, calendar, schedule, today, hour12, onDay }: Props) {
	return (
		<div className="flex" style={{ gridColumn: "-2 / -1" }}>
			{days.map((day) => {
				const holidays = calendar.holidays.filter((each) => each.day === day);
				const hours = schedule?.days.find((each) => each.day === day);
				const names = holidays.map(({ name, isOff }) => (isOff ? name : `${name} (you work)`)).join(", ");
				return (
					<button
						key={day}
						type="button"
						onClick={() => onDay(day)}
						aria-current={day === today ? "date" : undefined}
						aria-label={`${dayLabel(day, "long")}, ${[names, hoursWords(hours?.spans ?? [], hour12)].filter(Boolean).join(", ")}`}
						className="group min-h-14 w-0 flex-1 border-l border-line px-1 pt-1.5 pb-1 text-center focus-visible:outline-offset-[-3px] hover:bg-chalk"
					>
						<span className="block text-xs text-soft">{dayLabel(day).slice(0, 3)}</span>
						<span className="inline-grid min-w-7 place-items-center rounded-full px-1.5 text-lg leading-7 font-[680] tabular-nums group-aria-[current=date]:bg-board group-aria-[current=date]:text-on-board">
							{Number(day.slice(8))}
						</span>
						{names && (
							<span
								className="mt-0.5 block truncate rounded bg-brass-tint px-1 text-xs text-brass-ink"
								title={names}
							>
								{names}
							</span>
						)}
						{hours?.isOwn && !names && <span className="block truncate text-xs text-soft">own hours</span>}
					</button>
				);
			})}
		</div>
	);
}
