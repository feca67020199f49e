"use client";

import { useState } from "react";
import useSWR from "swr";
import type { SeriesDate } from "@/lib/bookings/answer";
import { retryAfter } from "../../../_ui/wait.ts";
import { Slow } from "./fetch-slots.ts";

export type SeriesWish = { teacher: string; type: string; startsAt: string; durationMinutes?: number };
export type Series = ReturnType<typeof useSeries>;

/**
 * Several weeks at the same time: how many, and which of them. The first is held until `until`, and so free for whoever
 * holds it; `cap` is how many dates the type allows.
 */
export function useSeries(wish: SeriesWish, cap: number, until: number) {
	const [on, turn] = useState(false);
	const [count, setCount] = useState(Math.min(cap, 6));
	const [without, setWithout] = useState<string[]>([]);
	const { startsAt } = wish;
	const { data, error, mutate } = useSWR(on ? addressOf(wish, cap) : null, fetchDates, {
		revalidateOnFocus: false,
	});
	const dates = data?.slice(0, count).map((date) => {
		const isFree = date.isFree || (date.startsAt === startsAt && Date.now() < until);
		return { ...date, isFree, isChosen: isFree && !without.includes(date.startsAt) };
	});
	const chosen = dates?.filter(({ isChosen }) => isChosen).map(({ startsAt }) => startsAt) ?? [];
	function choose(start: string, wanted: boolean) {
		setWithout(wanted ? without.filter((each) => each !== start) : [...without, start]);
	}
	return {
		on,
		turn,
		cap,
		count,
		setCount,
		dates,
		chosen,
		choose,
		failed: error !== undefined,
		again: mutate,
	};
}

function addressOf({ durationMinutes, ...wish }: SeriesWish, dates: number): string {
	const minutes = durationMinutes && { durationMinutes: String(durationMinutes) };
	return `/api/series?${new URLSearchParams({ ...wish, dates: String(dates), ...minutes })}`;
}

async function fetchDates(address: string): Promise<SeriesDate[]> {
	const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
	if (!response.ok) throw new Slow(retryAfter(response));
	return (await response.json()).dates;
}
