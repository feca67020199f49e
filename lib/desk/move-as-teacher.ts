import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { Refusal } from "../refusal.ts";
import { changed } from "../snapshots.ts";
import type { MoveAsTeacher } from "./move-schema.ts";

/** The bookings whose bookers are told: none where it was there already. */
export type MovedAsTeacher = { moved: string[]; startsAt: string; endsAt: string };

/**
 * Gives a booking with oneself, or with a teacher of the school whose office one is, another time, and all others of its class with
 * it. Each booker is told once. Refuses DNIED, NTFND, STALE where it is not as it was seen, CLOSD for what is past, TAKEN,
 * CLASH.
 */
export async function moveAsTeacher(
	who: DeskUser,
	{ booking, from, startsAt, message }: MoveAsTeacher,
): Promise<MovedAsTeacher> {
	try {
		const answer = await call<{ moved: string[]; starts_at: string; ends_at: string; teacher: string }>(
			"move_as_teacher",
			who.userId,
			booking,
			from,
			startsAt,
			message ?? null,
		);
		// What it frees is free at once; who waits is found by the cron, where the rules offer it still.
		changed(answer.teacher);
		return {
			moved: answer.moved,
			startsAt: isoInstant(answer.starts_at),
			endsAt: isoInstant(answer.ends_at),
		};
	} catch (no) {
		throw no instanceof Refusal ? inItsWords(no) : no;
	}
}

/** What these say elsewhere is said to who books. */
function inItsWords(no: Refusal): Refusal {
	const message = words[no.code as keyof typeof words];
	return message ? new Refusal(no.code, { message }) : no;
}

const words = {
	TAKEN:
		"Something else is booked there, or somebody is about to book a seat in one of the two. Nothing was moved.",
	STALE: "This was moved or cancelled meanwhile, or somebody joined. Nothing was moved: see how it is now.",
	CLOSD: "What has begun is not moved, and nothing is moved to a time that is past.",
	CLASH: "Somebody of this booking has another one at that time. Nothing was moved.",
};
