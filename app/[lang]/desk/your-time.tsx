"use client";

import { dayOf, sameClock } from "@/lib/time";
import { clock, dayLabel, zoneCity } from "@/lib/time-words";
import { useViewer } from "../../_ui/use-viewer.ts";

type Props = { at: string; home: string; inline?: boolean };

/** For a teacher on a journey: the same instant where they are, if the clocks there differ; its day, too, where that does. */
export function YourTime({ at, home, inline = false }: Props) {
	const [{ zone, hour12 }] = useViewer(home);
	if (sameClock(at, zone, home)) return null;
	const day = dayOf(at, zone);
	const words = `${day === dayOf(at, home) ? "" : `${dayLabel(day)}, `}${clock(at, zone, hour12)} ${zoneCity(zone)}`;
	if (inline) return <span className="font-normal"> ({words})</span>;
	return <span className="block text-sm font-normal text-soft">{words}</span>;
}
