import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { changed } from "../snapshots.ts";
import { offerSoon } from "../waits/offer-seats.ts";
import type { CancelAsTeacher } from "./cancel-schema.ts";

type Cancelled = { cancelled: string[]; teachers: string[] };

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
	const { booking, bookings = booking ? [booking] : null, teacher = null, reason = null } = wish;
	const { from = null, until = null } = wish;
	const meant =
		bookings?.map((each) => (typeof each === "string" ? { booking: each, from: null } : each)) ?? [];
	const ids = bookings && meant.map((each) => each.booking);
	const seen = meant.map((each) => each.from);
	const { userId } = who;
	try {
		// Where nothing was seen, by the verb that a database from before has, too.
		const { cancelled, teachers } = seen.some((from) => from !== null)
			? await call<Cancelled>("cancel_as_teacher", userId, key, ids, teacher, from, until, reason, seen)
			: await call<Cancelled>("cancel_as_teacher", userId, key, ids, teacher, from, until, reason);
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
