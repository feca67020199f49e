import { z } from "zod";
import { hookEvents } from "../hooks/schema.ts";
import { Booking } from "./answers.ts";

/** What a program elsewhere is told: what happened and when, and the booking as it is by now. */
export const HookEvent = z.object({
	version: z.literal(1),
	type: z.enum(hookEvents),
	timestamp: z.iso.datetime().describe("When it happened."),
	data: Booking.describe("The booking as it is now that you are told."),
});
export type HookEvent = z.infer<typeof HookEvent>;
