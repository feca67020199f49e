"use client";

import { useState } from "react";
import useSWR, { type SWRConfiguration } from "swr";

type Options<Data> = Omit<SWRConfiguration<Data>, "fallbackData" | "refreshInterval"> & {
	first: Data;
	/** How long until the next look, in ms, by what is shown. */
	paceOf: (shown: Data) => number;
};

/**
 * SWR with a pace that is that of what is shown: by itself it asks for one only when a look has come, and what is begun here
 * meanwhile would be shown as under way until the end of a long sleep.
 */
export function usePaced<Data>(
	path: string,
	look: (path: string) => Promise<Data>,
	{ first, paceOf, ...options }: Options<Data>,
) {
	const [pace, setPace] = useState(() => paceOf(first));
	const { data = first, ...rest } = useSWR<Data>(path, look, {
		...options,
		fallbackData: first,
		refreshInterval: pace,
	});
	const wanted = paceOf(data);
	if (wanted !== pace) setPace(wanted);
	return { data, ...rest };
}
