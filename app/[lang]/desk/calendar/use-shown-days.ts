"use client";

import { addDays, type Day, daysFrom } from "@/lib/time";
import { useInBrowser, useQueryParam } from "../../../_ui/use-stored.ts";
import type { View } from "./calendar-bar.tsx";
import { firstWeekday, isDay, monthAfter, monthDays, weekStart } from "./days.ts";
import { useMedia } from "./use-media.ts";

/** Which days are shown: a week, on a phone three days of it, or a month; as the address has it. */
export function useShownDays(today: Day) {
	const [viewParam, setView] = useQueryParam("view");
	const [dayParam, setDay] = useQueryParam("day");
	const narrow = useMedia("(max-width: 47.99rem)");
	const first = firstWeekday(useInBrowser() ? navigator.language : undefined);
	const view: View = viewParam === "month" ? "month" : "week";
	const day = isDay(dayParam) ? dayParam : today;
	const days =
		view === "month" ? monthDays(day, first) : narrow ? daysFrom(day, 3) : daysFrom(weekStart(day, first), 7);
	return {
		view,
		day,
		days,
		show: (next: View, at: Day = day) => {
			setView(next === "month" ? "month" : "");
			setDay(at === today ? "" : at);
		},
		turn: (by: -1 | 1) => setDay(view === "month" ? monthAfter(day, by) : addDays(day, by * days.length)),
		go: (at: Day) => setDay(at === today ? "" : at),
	};
}
