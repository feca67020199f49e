import { z } from "zod";
import { BookingId } from "./cancel-schema.ts";

/** `POST /api/attendances`: whether who had booked came; null takes back what was said of it. */
export const MarkAttendance = z.strictObject({ booking: BookingId, came: z.boolean().nullable() });
export type MarkAttendance = z.infer<typeof MarkAttendance>;
