import { z } from "zod";

/** A signed reference to an address, as in `/mails/<ref>`. */
export const WishRef = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is not complete.");

/** `POST /api/form-mail-wishes`: reminders and follow-ups, or none. */
export const SaveMailWish = z.strictObject({ ref: WishRef, reminders: z.enum(["on", "off"]) });

/** What mail providers send for who asks them to (RFC 8058), and nothing beside it. */
export const OneClick = z.strictObject({ "List-Unsubscribe": z.literal("One-Click") });

/** `POST /api/mail-bounces`: a mail that a provider gave up, `messageId` as it was sent, and whether the address is none. */
export const BounceMail = z.strictObject({
	messageId: z
		.string()
		.max(998)
		.regex(/^<?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@[^<>\s]+>?$/i, "This is no Message-ID of ours."),
	permanent: z.boolean(),
	reason: z.string().max(2_000),
});
export type BounceMail = z.infer<typeof BounceMail>;
