import "server-only";
import { renewTeacher } from "../teachers/renew-teacher.ts";
import { type OutsideAnswer, readOutside } from "./read-rules.ts";
import type { OutsideBooking } from "./schema.ts";

/** What every edit of rules gives: whose they are, and the bookings that they do not offer. A database from before says nothing of those. */
export type Edited = { handle: string; outside?: OutsideAnswer[] };

/** Has everybody see the edit, and gives the bookings that it leaves outside. */
export function readEdited({ handle, outside }: Edited): { outside: OutsideBooking[] } {
	renewTeacher(handle);
	return { outside: readOutside(outside) };
}
