import type { Calendar, CalendarAppointment, CalendarSchedule } from "@/lib/desk/calendar-schema";
import type { Absence } from "@/lib/rules/schema";
import type { Day } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { AbsenceBlock } from "./absence-block.tsx";
import { type Axis, rowOfMinute } from "./axis.ts";
import { BookingCard } from "./booking-card.tsx";
import { BusyBlock } from "./busy-block.tsx";
import { HoursGrip } from "./hours-grip.tsx";
import { placed } from "./place.ts";
import type { Hours } from "./spans.ts";
import type { Moving } from "./use-moving.ts";
import { type Reading, spanWords } from "./words.ts";

type Props = {
	axis: Axis;
	calendar: Calendar;
	schedule: CalendarSchedule | undefined;
	reading: Reading;
	today: Day;
	moving: Moving;
	onHours: (day: Day, span: Hours) => void;
	onAbsence: (absence: Absence) => void;
	onBooking: (appointment: CalendarAppointment) => void;
};

/** All that stands over the grid: what hours are held by, what is in the way, what is booked. */
export function WeekItems({ axis, calendar, schedule, reading, today, moving, ...open }: Props) {
	return (
		// biome-ignore lint/a11y/useSemanticElements: nothing here is a field of a form
		<div role="group" aria-label="What is in these days" className="pointer-events-none absolute inset-0">
			{axis.columns.map(({ day }, column) =>
				(schedule?.days.find((each) => each.day === day)?.spans ?? []).map((span, index) =>
					// What was is not changed any more.
					day < today ? null : (
						<HoursGrip
							// biome-ignore lint/suspicious/noArrayIndexKey: its times change while it is dragged, and its place among them does not
							key={`${day} ${index}`}
							axis={axis}
							column={column}
							span={span}
							what={{ kind: "hours", schedule: schedule?.id ?? "", day, index }}
							label={`Open ${spanWords(span, reading.hour12)}, ${dayLabel(day)}`}
							moving={moving}
							onOpen={() => open.onHours(day, span)}
						/>
					),
				),
			)}
			{calendar.busy.map((busy) => (
				<BusyBlock key={busy.id} busy={busy} axis={axis} reading={reading} />
			))}
			{calendar.absences.map((absence) => (
				<AbsenceBlock
					key={absence.id}
					absence={absence}
					axis={axis}
					reading={reading}
					moving={moving}
					onOpen={() => open.onAbsence(absence)}
				/>
			))}
			{calendar.appointments.map((appointment) => (
				<BookingCard
					// It is another appointment when it has moved, and the same card.
					key={appointment.bookings[0]?.id ?? appointment.id}
					appointment={appointment}
					axis={axis}
					reading={reading}
					moving={moving}
					onOpen={() => open.onBooking(appointment)}
				/>
			))}
		</div>
	);
}

/** The hours as light bands, under the grid's lines. */
export function WeekBands({ axis, schedule }: Pick<Props, "axis" | "schedule">) {
	return (
		<div aria-hidden="true" className="pointer-events-none absolute inset-0">
			{axis.columns.map(({ day }, column) =>
				(schedule?.days.find((each) => each.day === day)?.spans ?? []).map((span) => {
					const first = rowOfMinute(axis, span.startsMinute);
					const last = rowOfMinute(axis, span.endsMinute);
					return (
						<div
							key={`${day} ${span.startsMinute}`}
							className="absolute bg-chalk"
							style={placed(axis, { column, first, last })}
						/>
					);
				}),
			)}
		</div>
	);
}
