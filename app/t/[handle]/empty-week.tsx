"use client";

import type { ReactNode } from "react";
import type { AppointmentType, Teacher } from "@/lib/teachers/schema";
import { type Day, dayOf, type Instant, sameClock } from "@/lib/time";
import { clock, dayLabel, zoneLabel } from "@/lib/time-words";
import { Bell } from "../../_ui/bell.tsx";
import type { Viewer } from "../../_ui/use-viewer.ts";
import { NextFree } from "./next-free.tsx";
import { useOpening } from "./use-opening.ts";
import type { WeekView } from "./use-week.ts";

type Props = {
	teacher: Teacher;
	type: AppointmentType;
	viewer: Viewer;
	week: WeekView;
	now: number;
	lastDay: Day;
	onJump: (day: Day) => void;
};

/** Why there is nothing in these seven days, and what to do. */
export function EmptyWeek({ teacher, type, viewer, week, now, lastDay, onJump }: Props) {
	const open = useOpening(type.opensAt, now, week.again);
	if (!teacher.hasHours) {
		return (
			<Empty title="No hours are published yet">
				<Words>As soon as {teacher.name} publishes some, free times appear here.</Words>
			</Empty>
		);
	}
	if (!open && type.opensAt) {
		const { opensAt } = type;
		const { zone, hour12 } = viewer;
		const home = teacher.timeZone;
		return (
			<Empty title={`Bookings open ${moment(opensAt, zone, hour12, now)}`}>
				<Words>
					{!sameClock(opensAt, zone, home) &&
						`That is ${moment(opensAt, home, hour12, now)} in ${zoneLabel(opensAt, home)}, the teacher’s time. `}
					The free times appear here by themselves.
				</Words>
			</Empty>
		);
	}
	return (
		<Empty title="Nothing free in these days">
			<NextFree
				wish={{ teacher: teacher.handle, type: type.handle, zone: viewer.zone }}
				after={week.days.at(-1) ?? ""}
				lastDay={lastDay}
				onJump={onJump}
			/>
		</Empty>
	);
}

function Empty({ title, children }: { title: string; children: ReactNode }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h3 className="text-xl">{title}</h3>
			{children}
		</div>
	);
}

function Words({ children }: { children: ReactNode }) {
	return <p className="mx-auto mt-2 max-w-sm text-soft">{children}</p>;
}

/** `Monday 11 January, 9:00`, with the year where it is another. */
function moment(at: Instant, zone: string, hour12: boolean, now: number): string {
	const day = dayOf(at, zone);
	const year = day.slice(0, 4);
	return [
		dayLabel(day, "long"),
		year !== dayOf(now, zone).slice(0, 4) && ` ${year}`,
		`, ${clock(at, zone, hour12)}`,
	]
		.filter(Boolean)
		.join("");
}
