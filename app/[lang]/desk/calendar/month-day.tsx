// biome-ignore-all lint/a11y/useSemanticElements: a grid that is gone about by arrows; a table's cells could not be laid out so

import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Day } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { bookingsOn, onDay } from "./on-day.ts";
import { hoursWords, type Reading } from "./words.ts";

type Props = {
	day: Day;
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	reading: Reading;
	faint: boolean;
	isCursor: boolean;
	isSelected: boolean;
};

/** A day of the month: how many have booked, whether it is open, what is in the way. */
export function MonthDay({ day, calendar, schedule, reading, faint, isCursor, isSelected }: Props) {
	const spans = schedule?.days.find((each) => each.day === day)?.spans ?? [];
	const holidays = calendar.holidays.filter((each) => each.day === day).map(({ name }) => name);
	const away = onDay(calendar.absences, day, calendar).length > 0;
	const count = bookingsOn(day, calendar);
	const hours = hoursWords(spans, reading.hour12);
	const booked = count === 1 ? "1 booking" : `${count} bookings`;
	const words = [dayLabel(day, "long"), ...holidays, count > 0 && booked, hours, away && "away"];
	return (
		<div
			role="gridcell"
			data-day={day}
			tabIndex={isCursor ? 0 : -1}
			aria-label={words.filter(Boolean).join(", ")}
			aria-current={day === calendar.today ? "date" : undefined}
			aria-selected={isSelected}
			className={`group flex min-h-18 min-w-0 cursor-pointer flex-col gap-1 border-line p-1 text-xs not-first:border-l hover:bg-chalk/60 focus-visible:outline-offset-[-3px] aria-selected:bg-brass/25 sm:min-h-28 sm:p-2 ${
				faint || day < calendar.today ? "bg-paper" : ""
			}`}
		>
			<span className="flex items-center justify-between gap-0.5">
				<span
					className={`inline-grid min-w-5 place-items-center rounded-full px-0.5 text-sm sm:min-w-6 sm:px-1 leading-6 tabular-nums group-aria-[current=date]:bg-board group-aria-[current=date]:text-on-board ${
						faint ? "text-soft" : "font-[680]"
					}`}
				>
					{Number(day.slice(8))}
				</span>
				{count > 0 && (
					<span className="truncate rounded bg-board px-1 font-medium sm:px-1.5 text-on-board tabular-nums">
						{count}
						<span className="max-sm:hidden">{count === 1 ? " booking" : " bookings"}</span>
					</span>
				)}
			</span>
			{holidays.length > 0 && (
				<span className="truncate rounded bg-brass-tint px-1 text-brass-ink">{holidays.join(", ")}</span>
			)}
			{away && (
				<span className="hatched flex rounded border border-edge">
					<span className="truncate rounded bg-card px-1">Away</span>
				</span>
			)}
			<span className="mt-auto truncate text-soft first-letter:uppercase max-sm:hidden">{hours}</span>
			<span className={`mt-auto h-1.5 rounded-full sm:hidden ${spans.length ? "bg-board/60" : "bg-line"}`} />
		</div>
	);
}
