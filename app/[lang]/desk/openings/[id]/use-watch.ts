"use client";

import type { Watched } from "@/lib/office/schema";
import { usePaced } from "../../../../_ui/use-paced.ts";
import { retryAfter } from "../../../../_ui/wait.ts";
import { stageOf } from "../stage.ts";

/** Why a look failed: `SIGIN` where the session is over. */
class NoAnswer extends Error {
	readonly code: string;
	readonly wait: number;
	constructor(code: string, seconds: number) {
		super(code);
		this.code = code;
		this.wait = seconds * 1000;
	}
}

/** An opening, looked at each second while it runs and somebody looks at the page, and more seldom else. */
export function useWatch(first: Watched) {
	const { id } = first.opening;
	const { data, error, mutate } = usePaced(`/api/openings/${id}/watch`, look, {
		...{ first, paceOf },
		dedupingInterval: 200,
		focusThrottleInterval: 1000,
		onErrorRetry: (error, _key, _config, again, { retryCount }) => {
			if (error instanceof NoAnswer && error.code === "SIGIN") return;
			const wait = error instanceof NoAnswer ? error.wait : 0;
			setTimeout(() => again({ retryCount }), Math.max(wait, Math.min(30_000, 1000 * 2 ** retryCount)));
		},
	});
	const lost = error instanceof NoAnswer ? error.code : error ? "OFFLINE" : undefined;
	return { watched: data, lost, again: () => void mutate() };
}

function paceOf({ opening, status }: Watched): number {
	const now = Date.parse(status.now);
	const stage = stageOf(opening, now);
	if (stage === "over" || stage === "released") return 15_000;
	return stage === "coming" && Date.parse(opening.opensAt) - now > 60_000 ? 5_000 : 1_000;
}

async function look(path: string): Promise<Watched> {
	const answer = await fetch(path, { signal: AbortSignal.timeout(10_000) });
	const json = await answer.json();
	if (!answer.ok) throw new NoAnswer(json.error?.code ?? "BUG00", retryAfter(answer));
	return json;
}

export async function lookEarlier(id: string, before: number): Promise<Watched["log"]> {
	return (await look(`/api/openings/${id}/watch?before=${before}`)).log;
}
