import { z } from "zod";
import { BookingId } from "./cancel-schema.ts";

/** `POST /api/attendances`: whether who had booked came; `confirmed` takes that back. */
export const MarkAttendance = z.strictObject({
	booking: BookingId,
	state: z.enum(["completed", "no_show", "confirmed"]),
});
export type MarkAttendance = z.infer<typeof MarkAttendance>;
