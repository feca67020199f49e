import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { writeSpan } from "../desk/read-span.ts";
import { type Edited, readEdited } from "./read-edited.ts";
import { readSchedule, type ScheduleAnswer, writeOwnDay } from "./read-rules.ts";
import type { OutsideBooking, SaveSchedule, Schedule } from "./schema.ts";

/** Saves a schedule; from then on nobody sees the old one. Refuses DNIED, NTFND, STALE, LIMIT. */
export async function saveSchedule(
	who: DeskUser,
	{ schedule, version, name, spans, ownDays, isUsual }: SaveSchedule,
): Promise<{ schedule: Schedule; outside: OutsideBooking[] }> {
	const saved = await call<Edited & { schedule: ScheduleAnswer }>(
		"save_schedule",
		who.userId,
		schedule,
		version,
		JSON.stringify({
			name,
			spans: spans.map(writeSpan),
			own_days: ownDays.map(writeOwnDay),
			is_usual: isUsual,
		}),
	);
	return { schedule: readSchedule(saved.schedule), ...readEdited(saved) };
}
