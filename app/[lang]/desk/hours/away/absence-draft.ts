import type { Absence } from "@/lib/rules/schema";
import { type Typed, typedOf } from "../../absence-span.ts";

/** Time away while it is edited. */
export type Draft = Typed & { note: string };

export const newDraft: Draft = {
	...{ whole: true, note: "" },
	...{ fromDay: "", fromTime: "09:00", untilDay: "", untilTime: "17:00" },
};

export function toDraft(absence: Absence, home: string): Draft {
	const typed = typedOf(absence, home);
	const { fromTime, untilTime } = newDraft;
	// Who has whole days no more gets times that one may want.
	return { ...typed, ...(typed.whole && { fromTime, untilTime }), note: absence.note };
}
