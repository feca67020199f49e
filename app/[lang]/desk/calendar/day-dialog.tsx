import type { Calendar, CalendarAppointment, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { plainButton, primaryButton } from "../../../_ui/button.ts";
import { Dialog } from "../../../_ui/dialog.tsx";
import { YourTime } from "../your-time.tsx";
import { type Edit, seen } from "./edits.ts";
import { onDay } from "./on-day.ts";
import { hoursWords, type Reading, timeWords } from "./words.ts";

type Props = {
	day: Day;
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	reading: Reading;
	onEdit: (edit: Edit) => void;
	onHours: () => void;
	onAway: () => void;
	onAbsence: (absence: Absence) => void;
	onBooking: (appointment: CalendarAppointment) => void;
	/** Where the month is shown. */
	onWeek: (() => void) | undefined;
	onClose: () => void;
};

/** One day: what is on it, and what is done with a whole day. */
export function DayDialog({ day, calendar, schedule, reading, onEdit, onWeek, onClose, ...open }: Props) {
	const hours = schedule?.days.find((each) => each.day === day);
	const holidays = calendar.holidays.filter((each) => each.day === day);
	const over = day < calendar.today;
	const own = (spans: [] | null) =>
		schedule && onEdit(seen(calendar, { kind: "hours", schedule: schedule.id, day, spans }));
	return (
		<Dialog title={dayLabel(day, "long")} onClose={onClose}>
			<ul className="grid gap-1">
				{holidays.map(({ name, isOff }) => (
					<li key={name} className="w-fit rounded-md bg-brass-tint px-2 py-0.5 text-brass-ink">
						{name}
						{!isOff && ", on which you work"}
					</li>
				))}
				{hours && (
					<li className="first-letter:uppercase">
						{hoursWords(hours.spans, reading.hour12)}
						<span className="text-soft">{hours.isOwn ? ", on this day alone" : ", as usual"}</span>
					</li>
				)}
			</ul>
			<ul className="mt-3 grid gap-1.5">
				{onDay(calendar.absences, day, calendar).map((absence) => (
					<li key={absence.id}>
						<button type="button" className={`${row} bg-chalk`} onClick={() => open.onAbsence(absence)}>
							Away {timeWords(absence, reading)}
							{absence.note && `: ${absence.note}`}
						</button>
					</li>
				))}
				{onDay(calendar.appointments, day, calendar).map((appointment) => (
					<li key={appointment.id}>
						<button
							type="button"
							data-colour={appointment.colour}
							className={`${row} border-l-4 border-(--hue-edge) bg-(--hue)`}
							onClick={() => open.onBooking(appointment)}
						>
							<span className="tabular-nums">
								{clock(appointment.startsAt, reading.zone, reading.hour12)}
								<YourTime at={appointment.startsAt} home={reading.zone} inline />
							</span>{" "}
							{appointment.bookings.map(({ name }) => name).join(", ")}
						</button>
					</li>
				))}
			</ul>
			<div className="mt-5 flex flex-wrap gap-3">
				{onWeek && (
					<button type="button" className={primaryButton} onClick={onWeek}>
						See its week
					</button>
				)}
				{!over && (
					<>
						<button type="button" className={plainButton} onClick={open.onHours}>
							Open hours
						</button>
						{hours && hours.spans.length > 0 && (
							<button type="button" className={plainButton} onClick={() => own([])}>
								Close this day
							</button>
						)}
						{hours?.isOwn && (
							<button type="button" className={plainButton} onClick={() => own(null)}>
								As usual
							</button>
						)}
						<button type="button" className={plainButton} onClick={open.onAway}>
							I am away
						</button>
					</>
				)}
			</div>
		</Dialog>
	);
}

const row = "min-h-11 w-full rounded-lg px-3 py-1.5 text-left wrap-anywhere hover:brightness-95";
