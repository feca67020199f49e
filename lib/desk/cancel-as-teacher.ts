import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import type { CancelAsTeacher } from "./cancel-schema.ts";

/**
 * Cancels bookings with oneself, or with a teacher of the school whose office one is: all of them or none, whatever the
 * cutoff. Each booker is told once. Gives the ids of all that are cancelled now. Refuses REUSE, DNIED, NTFND, STALE for what
 * begins at another time than was seen, CLOSD for what has begun, LIMIT past 500.
 */
export async function cancelAsTeacher(
	who: DeskUser,
	key: string,
	wish: CancelAsTeacher,
): Promise<{ cancelled: string[] }> {
	const { booking, bookings = booking ? [booking] : null, from, until, teacher, reason } = wish;
	const meant =
		bookings?.map((each) => (typeof each === "string" ? { booking: each, from: null } : each)) ?? [];
	try {
		const { cancelled, teachers } = await call<{ cancelled: string[]; teachers: string[] }>(
			"cancel_as_teacher",
			who.userId,
			key,
			bookings && meant.map((each) => each.booking),
			teacher ?? null,
			from ?? null,
			until ?? null,
			reason ?? null,
			meant.some((each) => each.from !== null) ? meant.map((each) => each.from) : null,
		);
		for (const each of teachers) {
			changed(each);
			// Of a time that the teacher has cleared nobody is offered anything before the cron finds it free.
			if (bookings) offerSoon(each);
		}
		return { cancelled };
	} catch (no) {
		throw no instanceof Refusal ? inItsWords(no) : no;
	}
}

/** What these say elsewhere is said to who books. */
function inItsWords(no: Refusal): Refusal {
	if (no.code === "CLOSD")
		return new Refusal("CLOSD", { message: "This has begun already. Mark who came instead." });
	if (no.code === "STALE")
		return new Refusal("STALE", {
			message: "This was moved to another time meanwhile. Nothing was cancelled: see where it is now.",
		});
	if (no.code === "LIMIT")
		return new Refusal("LIMIT", {
			message: "These are more than 500 bookings. Please choose a shorter time.",
		});
	return no;
}
