"use client";

import type { Slot } from "@/lib/slots/schema";
import type { AppointmentType } from "@/lib/teachers/schema";
import { type Day, groupByDay } from "@/lib/time";
import type { Viewer } from "../../../../_ui/use-viewer.ts";
import { DayTimes } from "../day-times.tsx";

type Props = {
	days: Day[];
	today: Day;
	slots: Slot[];
	type: AppointmentType;
	viewer: Viewer;
	home: string;
};

/** The timetable of the teacher's page, with buttons that ask for a page. */
export function FreeTimes({ days, today, slots, type, viewer, home }: Props) {
	const byDay = groupByDay(slots, viewer.zone);
	return (
		<div className="mt-4 grid gap-6 lg:grid-cols-7 lg:gap-0">
			{days.map((day) => (
				<DayTimes
					key={day}
					day={day}
					today={day === today}
					slots={byDay.get(day) ?? []}
					type={type.handle}
					seats={type.seats}
					viewer={viewer}
					home={home}
				/>
			))}
		</div>
	);
}
