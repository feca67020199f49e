"use client";

import { useEffect, useRef, useState } from "react";
import { phaseAt } from "@/lib/openings/place";
import type { OpeningStatus } from "@/lib/openings/schema";
import type { ServerClock } from "@/lib/openings/server-clock";
import { retryAfter } from "../../../_ui/wait.ts";

type Wish = {
	opening: string;
	clock: ServerClock;
	groups: { opensAt: string }[];
	/** Whether each second counts for who looks. */
	keen: (status: OpeningStatus | undefined, now: number) => boolean;
};

const second = 1_000;

/**
 * What everybody in the waiting room is told: asked for each second where it counts and each ten where it does not,
 * spread out, and at the very instant at which a group opens, by a path of its own. A hidden tab looks now and then, so
 * that its title stays true. Without an answer it asks again, later each time; `failing` after the second one.
 */
export function useStatus({ opening, clock, groups, keen }: Wish) {
	const [status, setStatus] = useState<OpeningStatus>();
	const [failing, setFailing] = useState(false);
	const latest = useRef({ keen, groups });
	useEffect(() => {
		latest.current = { keen, groups };
	});

	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		let stopped = false;
		let asking = false;
		let failures = 0;
		let known: OpeningStatus | undefined;
		let askedPhase = 0;
		const wake = () => document.visibilityState === "visible" && look();
		for (const event of ["visibilitychange", "online", "pageshow"]) addEventListener(event, wake);
		// Most who come early come by one mail.
		look();
		return () => {
			stopped = true;
			clearTimeout(timer);
			for (const event of ["visibilitychange", "online", "pageshow"]) removeEventListener(event, wake);
		};

		async function look() {
			if (asking || stopped) return;
			asking = true;
			clearTimeout(timer);
			const patience = await ask().catch(() => 0);
			asking = false;
			if (stopped) return;
			setFailing(failures > 1);
			timer = setTimeout(look, failures ? later(patience) : soon());
		}

		/** The seconds of patience that a busy server asks for. */
		async function ask(): Promise<number> {
			failures++;
			const now = clock.now();
			askedPhase = now === undefined ? 0 : phaseAt(known?.groups ?? latest.current.groups, now);
			const sent = performance.now();
			const response = await fetch(`/api/openings/${opening}/status/${askedPhase}`, {
				signal: AbortSignal.timeout(8 * second),
			});
			if (!response.ok) return retryAfter(response);
			const next: OpeningStatus = await response.json();
			clock.hearCopy({ sent, received: performance.now(), now: next.now });
			failures = 0;
			// Two edges may not be of one age: nobody goes back.
			if (known && Date.parse(next.now) < Date.parse(known.now) && askedPhase > 0) return 0;
			known = next;
			if (!stopped) setStatus(next);
			return 0;
		}

		function later(patience: number): number {
			const wait = Math.max(patience * second, Math.min(30 * second, second * 2 ** failures));
			return wait * (1 + Math.random() / 2);
		}

		function soon(): number {
			const now = clock.now() ?? 0;
			const opens = (known?.groups ?? latest.current.groups).map(({ opensAt }) => Date.parse(opensAt));
			if (phaseAt(known?.groups ?? latest.current.groups, now) > askedPhase) return Math.random() * 50;
			const next = Math.min(...opens.filter((at) => at > now));
			return Math.min(pace(now), next - now + Math.random() * 50);
		}

		function pace(now: number): number {
			const spread = 0.8 + Math.random() * 0.4;
			if (document.visibilityState === "hidden") return 20 * second * spread;
			// One copy alone may be half a minute old.
			if (clock.heard < 3 || latest.current.keen(known, now)) return second * spread;
			return 10 * second * spread;
		}
	}, [opening, clock]);

	return { status, failing };
}
