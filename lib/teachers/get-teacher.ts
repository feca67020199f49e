import "server-only";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { Refusal } from "../refusal.ts";
import { Handle, type Teacher } from "./schema.ts";

type Answer = {
	handle: string;
	name: string;
	subjects: string[];
	about: string;
	school: string;
	time_zone: string;
	types: {
		handle: string;
		name: string;
		description: string;
		duration_minutes: number;
		seats: number;
		notice_minutes: number;
		horizon_days: number;
		cutoff_minutes: number;
		opens_at: string | null;
		opening: { id: string; name: string; by_ticket: boolean } | null;
	}[];
	has_hours: boolean;
};

/** A teacher's public page. Refuses NTFND, and what can be no handle without asking the database. */
export async function getTeacher(handle: string): Promise<Teacher> {
	if (!Handle.safeParse(handle).success) throw new Refusal("NTFND");
	const { time_zone, types, has_hours, ...teacher } = await call<Answer>("get_teacher", handle);
	return {
		...teacher,
		timeZone: time_zone,
		hasHours: has_hours,
		types: types.map((type) => ({
			handle: type.handle,
			name: type.name,
			description: type.description,
			durationMinutes: type.duration_minutes,
			seats: type.seats,
			noticeMinutes: type.notice_minutes,
			horizonDays: type.horizon_days,
			cutoffMinutes: type.cutoff_minutes,
			opensAt: type.opens_at && isoInstant(type.opens_at),
			opening: type.opening && {
				id: type.opening.id,
				name: type.opening.name,
				byTicket: type.opening.by_ticket,
			},
		})),
	};
}
