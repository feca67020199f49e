"use client";

import { useCallback, useRef, useState } from "react";
import useSWR from "swr";
import { nextLook } from "@/lib/slots/pace";
import type { LiveSlotList, Slot, SlotList } from "@/lib/slots/schema";
import { type Day, groupByDay } from "@/lib/time";
import { fetchSlots, Slow } from "./fetch-slots.ts";
import type { ListWish } from "./host.ts";
import { weekSpan } from "./week-span.ts";

/** What the cached page already knows: the times of its first days, and of which weeks these are. */
export type FirstWeeks = { type: string | undefined; now: number; lists: SlotList[] };

export type WeekView = {
	days: Day[];
	byDay: Map<Day, Slot[]> | undefined;
	/** All of them in order. */
	slots: Slot[];
	/** When what is shown can be booked; null once it can, undefined before anything is shown. */
	opensAt: string | null | undefined;
	/** The opening it belonged to is over. */
	closed: boolean;
	failed: boolean;
	again: () => Promise<unknown>;
};

type Wish = ListWish & { page: number; now: number; zone: string; first: FirstWeeks };

/** Seven days from today on, page by page, in the viewer's zone, kept fresh while somebody looks at them. */
export function useWeek({ of, type, minutes, page, now, zone, first }: Wish): WeekView {
	const { days, from, until, weeks } = weekSpan(now, zone, page);
	const retry = useRef<ReturnType<typeof setTimeout>>(undefined);
	const known =
		page === 0 &&
		first.type === type &&
		minutes === undefined &&
		weeks.every((week) => first.lists.some((list) => list.week === week));

	// Another function starts the wait for the next look anew: a page that has just heard of a rush must not sleep on.
	const [live, setLive] = useState(false);
	const pace = useCallback(() => nextLook(live), [live]);
	const { data, error, mutate } = useSWR(
		type ? ([of, type, minutes, ...weeks] as const) : null,
		([of, type, minutes, ...weeks]) =>
			Promise.all(weeks.map((week) => fetchSlots({ of, type, minutes }, week))),
		{
			fallbackData: known ? first.lists.filter((list) => weeks.includes(list.week)).map(quiet) : undefined,
			refreshInterval: pace,
			onSuccess: (lists) => setLive(lists.some((list) => list.live)),
			dedupingInterval: 200,
			focusThrottleInterval: 2000,
			onErrorRetry: (error, _key, _config, revalidate, { retryCount }) => {
				const wait = Math.max(
					error instanceof Slow ? error.wait : 0,
					Math.min(30_000, 1000 * 2 ** retryCount),
				);
				// One at a time, however often somebody came back to look in between.
				clearTimeout(retry.current);
				retry.current = setTimeout(() => revalidate({ retryCount }), wait * (1 + Math.random() / 2));
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
		opensAt: data && (data.map((list) => list.opensAt).find((at) => at !== null) ?? null),
		closed: data?.some((list) => list.closed) ?? false,
		failed: error !== undefined,
		again: mutate,
	};
}

/** What the page was made with is news to nobody. */
function quiet(list: SlotList): LiveSlotList {
	return { ...list, live: false, opensInMs: null };
}
