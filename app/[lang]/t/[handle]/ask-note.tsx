import { useLocale, useTranslations } from "next-intl";
import type { AppointmentType } from "@/lib/teachers/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";

type Props = { startsAt: string; type: AppointmentType; teacher: string; viewer: Viewer };

/** That it is asked for, and until when there is an answer: by our own clock, as if it were sent now. */
export function AskNote({ startsAt, type, teacher, viewer: { zone, hour12 } }: Props) {
	const words = useTranslations("board");
	const language = useLocale();
	if (!type.needsApproval) return null;
	const until = Math.min(Date.now() + type.decideHours * 3_600_000, Date.parse(startsAt));
	const when = `${dayLabel(dayOf(until, zone), "short", language)}, ${clock(until, zone, hour12)}`;
	return <p className="mt-3">{words("ask", { teacher, when })}</p>;
}
