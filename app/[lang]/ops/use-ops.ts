"use client";

import useSWR from "swr";
import type { Ops } from "@/lib/watch/schema";

const everyMs = 20_000;

class NoAnswer extends Error {}

/** What /ops draws, looked at anew while somebody looks at the page; `lost` is why the last look failed. */
export function useOps(first: Ops) {
	const { data, error, mutate } = useSWR("/api/operations", look, {
		fallbackData: first,
		refreshInterval: everyMs,
		revalidateOnMount: false,
	});
	const lost = error instanceof NoAnswer ? error.message : error ? "OFFLINE" : undefined;
	return { ops: data ?? first, lost, again: () => void mutate() };
}

async function look(path: string): Promise<Ops> {
	const answer = await fetch(path, { signal: AbortSignal.timeout(10_000) });
	const json = await answer.json();
	if (!answer.ok) throw new NoAnswer(json.error?.code ?? "BUG00");
	return json;
}
