"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Calendar, CalendarSchedule } from "@/lib/desk/calendar-schema";
import { minuteOfDay } from "@/lib/time";
import { type Axis, rowOfMinute } from "./axis.ts";

/** The row where these days' first hours begin, which is what is seen first: nobody looks at a night. */
export function useFirstHour(
	canvas: RefObject<HTMLElement | null>,
	axis: Axis,
	calendar: Calendar,
	schedule: CalendarSchedule | undefined,
): number {
	const starts = [
		...(schedule?.days.flatMap(({ spans }) => spans.map(({ startsMinute }) => startsMinute)) ?? []),
		...calendar.appointments.map(({ startsAt }) => minuteOfDay(startsAt, calendar.timeZone)),
	];
	const first = Math.floor(rowOfMinute(axis, starts.length ? Math.min(...starts) : 480));
	const scrolled = useRef<Axis>(undefined);
	useEffect(() => {
		const scroller = canvas.current?.closest("[data-scroller]");
		// Once for these days, and not again while somebody changes what is first on them.
		if (!scroller || !canvas.current || scrolled.current === axis) return;
		scrolled.current = axis;
		// With an hour before it, and a little, so that its name is not cut.
		scroller.scrollTop = (Math.max(0, first - 4) / axis.rows.length) * canvas.current.offsetHeight - 10;
	}, [canvas, axis, first]);
	return first;
}
