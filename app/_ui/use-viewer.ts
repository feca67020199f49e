"use client";

import { knownZone } from "@/lib/time";
import { readsHour12 } from "@/lib/time-words";
import { useInBrowser, useStored } from "./use-stored.ts";

/** How the person in front of the screen reads time. */
export type Viewer = { zone: string; hour12: boolean };

/** The zone they chose, else their device's; on the server, and until hydration is over, `home`. */
export function useViewer(home: string): [Viewer, (zone: string) => void] {
	const inBrowser = useInBrowser();
	const [chosen, choose] = useStored("firstbell:zone");
	if (!inBrowser) return [{ zone: home, hour12: false }, choose];
	const own = knownZone(chosen) ?? knownZone(Intl.DateTimeFormat().resolvedOptions().timeZone) ?? home;
	return [{ zone: own, hour12: readsHour12(navigator.language) }, choose];
}
