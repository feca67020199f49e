"use client";

import { useCallback, useRef } from "react";
import { type No, send } from "../../../_ui/send.ts";

// Whoever waits longer than this for a time to be given back tries without.
const patienceMs = 3_000;

/** Gives holds back, and lets who takes another time wait until that is done: until then the old one counts. */
export function useRelease(refresh: () => void, forget: (hold: string) => void) {
	const going = useRef<Promise<unknown>>(undefined);

	/** Lets who takes another time wait for this, too. */
	const before = useCallback(async <Answer>(work: Promise<Answer>): Promise<Answer> => {
		going.current = work;
		const answer = await work;
		if (going.current === work) going.current = undefined;
		return answer;
	}, []);

	/** Gives the "no", where nobody knows whether it was given back. */
	const release = useCallback(
		async (hold: string): Promise<No | undefined> => {
			const { no } = await before(send("/api/releases", { hold }, { tries: 2 }));
			if (!no) forget(hold);
			refresh();
			return no;
		},
		[before, forget, refresh],
	);

	const released = useCallback(
		() => going.current && Promise.race([going.current, new Promise((wake) => setTimeout(wake, patienceMs))]),
		[],
	);
	return { release, released, before };
}
