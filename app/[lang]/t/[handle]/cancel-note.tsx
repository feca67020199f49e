import { useLocale, useTranslations } from "next-intl";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";

type Props = { startsAt: string; cutoffMinutes: number; teacher: string; viewer: Viewer };

/** Whether what is booked now could be cancelled, and until when. */
export function CancelNote({ startsAt, cutoffMinutes, teacher, viewer: { zone, hour12 } }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	const until = Date.parse(startsAt) - cutoffMinutes * 60_000;
	const when = `${dayLabel(dayOf(until, zone), "short", language)}, ${clock(until, zone, hour12)}`;
	return (
		<p className="mt-3 text-sm text-soft">
			{Date.now() < until ? words("cancel.until", { when }) : words("cancel.late", { teacher })}
		</p>
	);
}
