import { z } from "zod";

/** Whose calendar is given out: the teacher's who is signed in, or the booker's whose page this device has opened. */
const whose = z.enum(["desk", "mine"], "This is nobody's calendar.");

/** `POST /api/calendar-feeds`: make its secret address, and void the one before. `POST /api/calendar-feed-removals`: void it. */
export const ShareCalendar = z.strictObject({ of: whose });
export type ShareCalendar = z.infer<typeof ShareCalendar>;

/** The last part of a calendar's address: 256 random bits and `.ics`. */
export const SecretFile = z
	.string()
	.regex(/^[A-Za-z0-9_-]{43}\.ics$/, "This address is not complete.")
	.transform((file) => file.slice(0, -4));

/** What making one answers. It is never told again. */
export type SharedCalendar = { url: string };
