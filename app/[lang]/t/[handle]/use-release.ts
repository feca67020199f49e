"use client";

import { useCallback, useRef } from "react";
import { type No, send } from "../../../_ui/send.ts";

// Whoever waits longer than this for a time to be given back tries without.
const patienceMs = 3_000;

/** Gives holds back, and lets who takes another time wait until that is done: until then the old one counts. */
export function useRelease(refresh: () => void, forget: (hold: string) => void) {
	const going = useRef<Promise<unknown>>(undefined);

	/** Gives the "no", where nobody knows whether it was given back. */
	const release = useCallback(
		async (hold: string): Promise<No | undefined> => {
			const sent = send("/api/releases", { hold }, { tries: 2 });
			going.current = sent;
			const { no } = await sent;
			if (going.current === sent) going.current = undefined;
			if (!no) forget(hold);
			refresh();
			return no;
		},
		[forget, refresh],
	);

	const released = useCallback(
		() => going.current && Promise.race([going.current, new Promise((wake) => setTimeout(wake, patienceMs))]),
		[],
	);
	return { release, released };
}
