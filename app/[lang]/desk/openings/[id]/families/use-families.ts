"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import type { Invitation } from "@/lib/office/schema";
import { look } from "../../../../../_ui/look.ts";

export type Families = { count: number; invitations: Invitation[] };

/** The families whose name or address has what is typed in it, asked for once one stops typing. */
export function useFamilies(id: string, typed: string, first: Families) {
	const [query, setQuery] = useState("");
	useEffect(() => {
		const timer = setTimeout(() => setQuery(typed.trim()), 250);
		return () => clearTimeout(timer);
	}, [typed]);
	const { data, error, isLoading, mutate } = useSWR(
		`/api/openings/${id}/invitations?q=${encodeURIComponent(query)}`,
		look<Families>,
		{
			fallbackData: query ? undefined : first,
			keepPreviousData: true,
			refreshInterval: 10_000,
			// Where many are here at once, a list may be refused for a moment: no longer than that is it out of date.
			errorRetryInterval: 1_000,
		},
	);
	return {
		families: data,
		query,
		looking: isLoading || query !== typed.trim(),
		failed: error !== undefined,
		again: () => void mutate(),
	};
}
