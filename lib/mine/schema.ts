import { z } from "zod";
import type { BookingState } from "../bookings/answer.ts";
import { Email } from "../bookings/field-schema.ts";
import { Cursor } from "../desk/cursor.ts";
import type { PlaceKind } from "../rules/question-schema.ts";

/** `POST /api/form-mine-links`: have a link to all bookings of an address mailed to it. */
export const AskMine = z.strictObject({ email: Email });

/** `POST /api/form-mine-visits`: open the page that a link is for, on this device. */
export const VisitMine = z.strictObject({
	link: z.string().regex(/^[A-Za-z0-9_-]{54}$/, "This link is not complete."),
});

/** `POST /api/form-mine-departures`: forget this device, or all of them and all links. */
export const LeaveMine = z.strictObject({ from: z.enum(["here", "everywhere"]) });

/** `POST /api/form-mine-erasures`: there is nothing to say but that one wants it. */
export const EraseMine = z.strictObject({ sure: z.literal("yes", "Say that you are sure.") });

/** `GET /api/mine-exports` */
export const ExportMine = z.strictObject({ as: z.enum(["json", "csv"]).default("json") });

/** Which page of the list: what is to come, or with `past` what is over; after the last one that was seen. */
export const ListMine = z.object({ past: z.literal("1").optional(), after: Cursor.optional() });
export type ListMine = z.infer<typeof ListMine>;

/** One booking as its booker's list has it. `timeZone` is its teacher's. */
export type OwnBooking = {
	ref: string;
	state: BookingState;
	startsAt: string;
	endsAt: string;
	name: string;
	teacher: string;
	timeZone: string;
	school: string;
	type: string;
	place: { kind: PlaceKind; text: string };
};

export type Mine = {
	email: string;
	/** Where they were when they booked last. */
	timeZone: string;
	/** Since when there is an address to subscribe to; null for none. */
	sharedAt: string | null;
	bookings: OwnBooking[];
	next: string | null;
};
