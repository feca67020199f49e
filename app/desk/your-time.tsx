"use client";

import { sameClock } from "@/lib/time";
import { clock, zoneCity } from "@/lib/time-words";
import { useViewer } from "../_ui/use-viewer.ts";

/** For a teacher on a journey: the same instant where they are, if the clocks there differ. */
export function YourTime({ at, home }: { at: string; home: string }) {
	const [{ zone, hour12 }] = useViewer(home);
	if (sameClock(at, zone, home)) return null;
	return (
		<span className="block text-sm font-normal text-soft">
			{clock(at, zone, hour12)} {zoneCity(zone)}
		</span>
	);
}
