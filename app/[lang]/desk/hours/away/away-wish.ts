import type { Absence } from "@/lib/rules/schema";
import type { Wish } from "../use-save.ts";

/** Time away as it is to be; undefined where it is to be gone. */
export type Away = { id: string; is: Pick<Absence, "startsAt" | "endsAt" | "note"> | undefined };

export function wishOf({ id: absence, is }: Away): Wish {
	if (!is) return { method: "POST", path: "/api/absence-removals", body: { absence } };
	const { startsAt, endsAt, note } = is;
	return { method: "PUT", path: "/api/absences", body: { absence, startsAt, endsAt, note } };
}
