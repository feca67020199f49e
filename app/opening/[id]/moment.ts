import { dayOf, type Instant } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import type { Viewer } from "../../_ui/use-viewer.ts";

/** `9:00`, and on another day than now `Wednesday 2 December, 9:00`. */
export function moment(at: Instant, { zone, hour12 }: Viewer, now?: number): string {
	const time = clock(at, zone, hour12);
	return now !== undefined && dayOf(at, zone) === dayOf(now, zone)
		? time
		: `${dayLabel(dayOf(at, zone), "long")}, ${time}`;
}
