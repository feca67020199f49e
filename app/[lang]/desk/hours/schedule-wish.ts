import type { Schedule } from "@/lib/rules/schema";
import type { Wish } from "./use-save.ts";

/** A schedule as it is to be; undefined where it is to be gone. */
export type Kept = { id: string; is: Pick<Schedule, "name" | "spans" | "ownDays"> | undefined };

export function wishOf({ id: schedule, is }: Kept): Wish {
	if (!is) return { method: "POST", path: "/api/schedule-removals", body: { schedule } };
	const { name, spans, ownDays } = is;
	return { method: "PUT", path: "/api/schedules", body: { schedule, name, spans, ownDays } };
}
