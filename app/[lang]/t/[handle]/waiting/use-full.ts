"use client";

import useSWR from "swr";
import type { AppointmentType } from "@/lib/teachers/schema";
import { type Day, groupByDay } from "@/lib/time";
import type { FullTimes } from "@/lib/waits/schema";
import { retryAfter } from "../../../../_ui/wait.ts";
import { Slow } from "../fetch-slots.ts";
import type { Host } from "../host.ts";
import type { WeekView } from "../use-week.ts";
import { weekSpan } from "../week-span.ts";

type Wish = {
	host: Host;
	type: AppointmentType | undefined;
	minutes: number | undefined;
	page: number;
	now: number;
	zone: string;
	week: WeekView;
};

/** A taken start that one can wait for. */
export type Full = { startsAt: string };
export type FullWeek = { byDay: Map<Day, Full[]>; starts: Full[] };

/** What of the shown days is taken and can be waited for; nothing where nobody can wait, and while it is not known. */
export function useFull({ host, type, minutes, page, now, zone, week }: Wish): FullWeek {
	const { from, until, weeks } = weekSpan(now, zone, page);
	const asked = type?.waitlist && !host.members && week.byDay && week.opensAt === null;
	const { data } = useSWR(
		asked ? (["full", host.handle, type.handle, minutes, ...weeks] as const) : null,
		([, teacher, type, minutes, ...weeks]) =>
			Promise.all(
				weeks.map((week) => fetchFull([teacher, type, week, ...(minutes ? [minutes] : [])].join("/"))),
			),
		// What is free is looked at far more often; here a minute is soon enough.
		{ refreshInterval: 60_000, revalidateOnFocus: false, keepPreviousData: false },
	);
	const free = new Set(week.slots.map(({ startsAt }) => startsAt));
	const starts = (data?.flat() ?? [])
		.filter((at) => Date.parse(at) >= from && Date.parse(at) < until && !free.has(at))
		.map((startsAt) => ({ startsAt }));
	return { byDay: groupByDay(starts, zone), starts };
}

async function fetchFull(path: string): Promise<string[]> {
	const response = await fetch(`/api/full-times/${path}`, { signal: AbortSignal.timeout(10_000) });
	if (!response.ok) throw new Slow(retryAfter(response));
	return ((await response.json()) as FullTimes).starts;
}
