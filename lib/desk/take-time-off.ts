import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { renewTeacher } from "../teachers/renew-teacher.ts";
import type { TimeOff } from "./cancel-schema.ts";

/**
 * Cancels all of a time of one's own, or of a teacher in one's charge, and notes that they are away then, in one act: nobody
 * books it, and nobody who waits is offered it. Each booker is told once. Gives the ids of what is cancelled. Refuses REUSE, DNIED,
 * NTFND, LIMIT.
 */
export async function takeTimeOff(
	who: DeskUser,
	key: string,
	{ from, until, teacher, reason }: TimeOff,
): Promise<{ cancelled: string[] }> {
	try {
		const { cancelled, teachers } = await call<{ cancelled: string[]; teachers: string[] }>(
			"take_time_off",
			who.userId,
			key,
			teacher ?? null,
			from,
			until,
			reason ?? null,
		);
		for (const each of teachers) renewTeacher(each);
		return { cancelled };
	} catch (no) {
		throw no instanceof Refusal && no.code === "LIMIT" ? tooMany() : no;
	}
}

const tooMany = () =>
	new Refusal("LIMIT", {
		message:
			"These are more than 500 bookings, or 200 absences are noted already. Choose a shorter time, or remove some.",
	});
