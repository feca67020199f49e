"use client";

import useSWR from "swr";
import type { LiveSlotList, Slot } from "@/lib/slots/schema";
import { addDays, type Day, dayOf, startOfDay, weeksTouched } from "@/lib/time";

// No type is offered further ahead than its horizon; most have sixty days.
const weeksAhead = 14;

async function fetchWeek(teacher: string, type: string, week: string): Promise<Slot[]> {
	const answer = await fetch(`/api/slots/${teacher}/${type}/${week}`, {
		signal: AbortSignal.timeout(10_000),
	});
	if (!answer.ok) throw new Error(String(answer.status));
	return ((await answer.json()) as LiveSlotList).slots;
}

/** The free times of a day, where one is chosen; else of the first day that has any. `day` is which one it is. */
export function useFreeTimes(wish: { teacher: string; type: string; day: Day | ""; zone: string }) {
	const { teacher, type, day, zone } = wish;
	const { data, error, isLoading, mutate } = useSWR(
		teacher && type ? ["free", teacher, type, day, zone] : null,
		async ([, teacher, type, day, zone]) => {
			const now = Date.now();
			const from = day ? startOfDay(day, zone) : now;
			const until = day ? startOfDay(addDays(day, 1), zone) : now + weeksAhead * 7 * 86_400_000;
			for (const week of weeksTouched(from, until)) {
				const slots = await fetchWeek(teacher, type, week);
				const first = slots.find(({ startsAt }) => !day || dayOf(startsAt, zone) === day);
				if (!first) continue;
				const found = dayOf(first.startsAt, zone);
				return { day: found, slots: slots.filter(({ startsAt }) => dayOf(startsAt, zone) === found) };
			}
			return { day, slots: [] };
		},
		{ dedupingInterval: 1000, keepPreviousData: false },
	);
	return {
		day: data?.day ?? day,
		slots: data?.slots,
		failed: error !== undefined,
		isLoading,
		again: () => mutate(),
	};
}
