import { z } from "zod";
import { Instant } from "../bookings/field-schema.ts";
import { Reason } from "../bookings/reason-schema.ts";
import { BookingId } from "./cancel-schema.ts";

/**
 * `POST /api/teacher-moves`: one booking, with all others of its class, from when it begins as the desk shows it to another
 * time, which need not be offered. `message` is what each booker is told of it.
 */
export const MoveAsTeacher = z.strictObject({
	booking: BookingId,
	from: Instant,
	startsAt: Instant.refine((at) => Date.parse(at) % 60_000 === 0, "Use whole minutes."),
	message: Reason.optional(),
});
export type MoveAsTeacher = z.infer<typeof MoveAsTeacher>;
