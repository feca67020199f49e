import { z } from "zod";
import { Ref } from "../bookings/field-schema.ts";
import { FormReason, Reason } from "../bookings/reason-schema.ts";
import { BookingId } from "./cancel-schema.ts";

/** `POST /api/decisions`: yes or no to one that was asked for; `reason` is what the booker is told of a no. */
export const DecideBooking = z.strictObject({
	booking: BookingId,
	yes: z.boolean(),
	reason: Reason.optional(),
});
export type DecideBooking = z.infer<typeof DecideBooking>;

/** `POST /api/form-decisions`: the same by the signed link of a mail, from a plain HTML form. */
export const FormDecision = z.strictObject({
	decision: Ref,
	answer: z.enum(["yes", "no"]),
	reason: FormReason.optional(),
});
export type FormDecision = z.infer<typeof FormDecision>;
