import type { Absence } from "@/lib/rules/schema";
import { dayOf } from "@/lib/time";
import { clock, momentLabel } from "@/lib/time-words";
import { typedOf } from "../../absence-span.ts";
import { runLabel } from "../days/days-words.ts";

type Span = Pick<Absence, "startsAt" | "endsAt">;

/** `Thu 24 Dec – Sat 2 Jan 2027` for whole days, else `Thursday 24 December, 9:00 – 12:00`. */
export function absenceLabel(absence: Span, home: string, hour12: boolean, now: number): string {
	const { startsAt, endsAt } = absence;
	const { whole, fromDay, untilDay } = typedOf(absence, home);
	if (whole) return runLabel({ from: fromDay, until: untilDay }, dayOf(now, home));
	const end = fromDay === untilDay ? clock(endsAt, home, hour12) : momentLabel(endsAt, home, hour12, now);
	return `${momentLabel(startsAt, home, hour12, now)} – ${end}`;
}
