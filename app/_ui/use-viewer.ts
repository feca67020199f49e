"use client";

import { knownZone } from "@/lib/time";
import { readsHour12 } from "@/lib/time-words";
import { useInBrowser, useStored } from "./use-stored.ts";

/** How the person in front of the screen reads time. */
export type Viewer = { zone: string; hour12: boolean };

/** The zone they chose, else their device's; on the server, and until hydration is over, `home`. Null unchooses. */
export function useViewer(home: string): [Viewer, (zone: string | null) => void] {
	const inBrowser = useInBrowser();
	const [chosen, choose] = useStored("firstbell:zone");
	if (!inBrowser) return [{ zone: home, hour12: false }, choose];
	const zone = knownZone(chosen) ?? deviceZone() ?? home;
	return [{ zone, hour12: readsHour12(navigator.language) }, choose];
}

/** In a browser only. */
export function deviceZone(): string | undefined {
	return knownZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
}
