"use client";

import useSWR from "swr";
import { nextLook } from "@/lib/slots/pace";
import type { LiveSlotList, Slot, SlotList } from "@/lib/slots/schema";
import { addDays, type Day, dayOf, daysFrom, groupByDay, startOfDay, weeksTouched } from "@/lib/time";
import { fetchSlots, Slow } from "./fetch-slots.ts";

/** What the cached page already knows: the times of its first days, and of which weeks these are. */
export type FirstWeeks = { type: string | undefined; now: number; lists: SlotList[] };

export type WeekView = {
	days: Day[];
	byDay: Map<Day, Slot[]> | undefined;
	/** All of them in order. */
	slots: Slot[];
	failed: boolean;
	again: () => Promise<unknown>;
};

type Wish = { teacher: string; type: string; page: number; now: number; zone: string; first: FirstWeeks };

/** Seven days from today on, page by page, in the viewer's zone, kept fresh while somebody looks at them. */
export function useWeek({ teacher, type, page, now, zone, first }: Wish): WeekView {
	const start = addDays(dayOf(now, zone), page * 7);
	const days = daysFrom(start, 7);
	const from = Math.max(now, startOfDay(start, zone));
	const until = startOfDay(addDays(start, 7), zone);
	const weeks = weeksTouched(from, until);
	const known =
		page === 0 &&
		first.type === type &&
		weeks.every((week) => first.lists.some((list) => list.week === week));

	const { data, error, mutate } = useSWR(
		type ? [teacher, type, ...weeks] : null,
		([teacher, type, ...weeks]) => Promise.all(weeks.map((week) => fetchSlots(teacher, type, week))),
		{
			fallbackData: known ? first.lists.filter((list) => weeks.includes(list.week)).map(quiet) : undefined,
			refreshInterval: nextLook,
			dedupingInterval: 200,
			focusThrottleInterval: 2000,
			onErrorRetry: (error, _key, _config, revalidate, { retryCount }) => {
				const wait = Math.max(
					error instanceof Slow ? error.wait : 0,
					Math.min(30_000, 1000 * 2 ** retryCount),
				);
				setTimeout(() => revalidate({ retryCount }), wait * (1 + Math.random() / 2));
			},
		},
	);

	const shown = data
		?.flatMap((list) => list.slots)
		.filter(({ startsAt }) => Date.parse(startsAt) >= from && Date.parse(startsAt) < until);
	return {
		days,
		byDay: shown && groupByDay(shown, zone),
		slots: shown ?? [],
		failed: error !== undefined,
		again: mutate,
	};
}

/** What the page was made with is news to nobody. */
function quiet(list: SlotList): LiveSlotList {
	return { ...list, live: false };
}
