import { sameClock } from "@/lib/time";
import { clock, zoneCity } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";

/** The teacher's clock in small letters, where it shows something else than the viewer's. */
export function OtherClock({ at, viewer, home }: { at: string; viewer: Viewer; home: string }) {
	if (sameClock(at, viewer.zone, home)) return null;
	return (
		<small className="max-w-full truncate text-xs font-normal">
			{clock(at, home, viewer.hour12)} {zoneCity(home)}
		</small>
	);
}
