import type { Said } from "@/lib/openings/place-words";
import { dayOf, type Instant } from "@/lib/time";
import { nearLabel } from "@/lib/time-words";
import type { Viewer } from "../../../_ui/use-viewer.ts";

/** An instant as a sentence takes it in: an hour of today and a day want another word before them in most languages. */
export function whenIs(at: Instant, { zone, hour12 }: Viewer, now: number, language: Said["language"]) {
	const near = nearLabel(at, zone, hour12, now, language);
	return {
		when: language === "de" && !hour12 ? `${near} Uhr` : near,
		day: dayOf(at, zone) === dayOf(now, zone) ? "today" : "other",
	};
}
