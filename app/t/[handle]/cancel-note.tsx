import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import type { Viewer } from "../../_ui/use-viewer.ts";

type Props = { startsAt: string; cutoffMinutes: number; teacher: string; viewer: Viewer };

/** Whether what is booked now could be cancelled, and until when. */
export function CancelNote({ startsAt, cutoffMinutes, teacher, viewer: { zone, hour12 } }: Props) {
	const until = Date.parse(startsAt) - cutoffMinutes * 60_000;
	return (
		<p className="mt-3 text-sm text-soft">
			{Date.now() < until
				? `You can cancel until ${dayLabel(dayOf(until, zone))}, ${clock(until, zone, hour12)}, by the link in your mail.`
				: `It is too close to cancel online. If you cannot come, please tell ${teacher} directly.`}
		</p>
	);
}
