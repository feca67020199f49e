import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import type { MarkAttendance } from "./attendance-schema.ts";

/**
 * Notes whether who had booked came, from when it begins; it can be changed. Refuses DNIED, NTFND, CLOSD before it begins,
 * CLASH where it is taken back and the student has another booking at that time by now.
 */
export async function markAttendance(
	who: DeskUser,
	{ booking, came }: MarkAttendance,
): Promise<{ state: "completed" | "no_show" | "confirmed" }> {
	const state = came === null ? "confirmed" : came ? "completed" : "no_show";
	try {
		return await call("mark_attendance", who.userId, booking, state);
	} catch (no) {
		if (no instanceof Refusal && no.code === "CLOSD")
			throw new Refusal("CLOSD", { message: "This has not begun yet. Who came can be marked from then on." });
		throw no;
	}
}
