import { z } from "zod";
import { Ref } from "../bookings/schema.ts";
import { BookingId, Reason } from "./cancel-schema.ts";

/** `POST /api/decisions`: yes or no to one that was asked for; `reason` is what the booker is told of a no. */
export const DecideBooking = z.strictObject({
	booking: BookingId,
	yes: z.boolean(),
	reason: Reason.optional(),
});
export type DecideBooking = z.infer<typeof DecideBooking>;

/** `POST /api/form-decisions`: the same by the signed link of a mail, from a plain HTML form. Its lines end with CR LF. */
export const FormDecision = z.strictObject({
	decision: Ref,
	answer: z.enum(["yes", "no"]),
	reason: z
		.string()
		.transform((text) => text.replaceAll("\r\n", "\n"))
		.pipe(Reason)
		.optional(),
});
export type FormDecision = z.infer<typeof FormDecision>;
