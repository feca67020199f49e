"use client";

import useSWR from "swr";
import type { AppointmentType } from "@/lib/teachers/schema";
import { retryAfter } from "../../../_ui/wait.ts";
import { Slow } from "./fetch-slots.ts";
import type { Host } from "./host.ts";

/** `null` where nobody offers such a type. */
async function fetchType(teacher: string, type: string): Promise<AppointmentType | null> {
	const response = await fetch(`/api/types/${teacher}/${type}`, { signal: AbortSignal.timeout(10_000) });
	if (response.ok) return response.json();
	if (response.status < 429) return null;
	throw new Slow(retryAfter(response));
}

/** One type of a teacher's, listed or not; undefined while it is not known, and where none is asked for. */
export function useOneType(teacher: string | undefined, type: string) {
	const key = teacher && /^[a-z0-9-]{1,60}$/.test(type) ? ["type", teacher, type] : null;
	return useSWR(key, ([, teacher, type]: string[]) => fetchType(teacher ?? "", type ?? ""), {
		revalidateOnFocus: false,
	});
}

/**
 * The type that the address asks for, else the first there is. One that the page does not list is hidden, and fetched:
 * the page is everybody's, and only who has the link is to know of it.
 */
export function useType({ handle, types, members }: Host, asked: string) {
	const listed = types.find((type) => type.handle === asked);
	const wanted = asked && !listed && !members ? handle : undefined;
	const { data: hidden, error } = useOneType(wanted, asked);
	const opening = wanted !== undefined && hidden === undefined && /^[a-z0-9-]{1,60}$/.test(asked);
	return {
		type: listed ?? hidden ?? (opening ? undefined : types[0]),
		hidden: !listed && hidden !== undefined && hidden !== null,
		/** It is on its way, or could not be had so far. */
		opening,
		failed: opening && error !== undefined,
	};
}
