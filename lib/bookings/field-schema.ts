import { z } from "zod";
import { knownZone } from "../time.ts";

/** An instant with its offset, between 2000 and 2100, read into UTC. Answers always carry UTC with a `Z`. */
export const Instant = z.iso
	.datetime({ offset: true, message: "Use an instant such as 2026-11-30T09:00:00Z.", abort: true })
	.max(40, { message: "Use an instant such as 2026-11-30T09:00:00Z.", abort: true })
	.refine((text) => /^20\d\d-/.test(text), { message: "Use a year between 2000 and 2099.", abort: true })
	// Postgres knows offsets up to 15:59 only.
	.transform((text) => new Date(text).toISOString());

const aKey = "Send one Idempotency-Key header of 16 to 100 characters, such as a UUID.";

/** Chosen by the client, 16 to 100 visible characters; the same key again gives the first answer again. */
export const Key = z.string({ error: aKey }).regex(/^[\x21-\x7e]{16,100}$/, aKey);
const IdempotencyKey = z.object({ "idempotency-key": Key });

/** The key a request came with. Refuses INVAL. */
export function idempotencyKey(request: Request): string {
	return IdempotencyKey.parse(Object.fromEntries(request.headers))["idempotency-key"];
}

/** A signed reference to one booking, as in `/b/<ref>`. */
export const Ref = z.string().regex(/^[A-Za-z0-9_-]{44}$/, "This link is not complete.");

// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const oneLine = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

// What is not seen but changes what is read, such as a direction turned round. Two of them join and part the letters
// of Persian and of Indian scripts.
const unseen = /(?![\u200c\u200d])\p{Cf}/u;

/** A person's name: one line with a letter or number, nothing unseen or broken in it, and no link to lure a reader. */
export const PersonName = z
	.string()
	.trim()
	.min(1, { message: "Please give a name.", abort: true })
	.max(120, "A name has at most 120 characters.")
	.regex(oneLine, "A name is one line of text.")
	.refine((text) => text.isWellFormed(), "This name has a broken character in it.")
	.regex(/[\p{L}\p{N}]/u, "A name has a letter or a number in it.")
	.refine((text) => !unseen.test(text), "A name has no invisible characters in it.")
	.refine((text) => !/:\/\/|www\./i.test(text), "A name has no link in it.");

export const Email = z
	.string()
	.trim()
	.toLowerCase()
	.max(254, "An e-mail address has at most 254 characters.")
	.pipe(z.email("This does not look like an e-mail address."));

/** An IANA time zone that this runtime knows. */
export const TimeZone = z
	.string()
	.max(64)
	.refine((text) => knownZone(text) !== undefined, "This time zone is not known.")
	.transform((text) => knownZone(text) ?? text);

export const OpeningId = z.uuid("This is not the id of an opening.").toLowerCase();

/** One of a type's durations, in minutes; left out, it is the usual one. */
const lasting = "Between 5 minutes and 12 hours.";
export const Duration = z.int(lasting).min(5, lasting).max(720, lasting);

/** The same, as a form or an address has it. */
export const Minutes = z.coerce.number().pipe(Duration);

/** What was said to a type's questions, by their ids. */
export const Answers = z.record(
	z.string().regex(/^[a-z0-9-]{1,40}$/),
	z.union([z.boolean(), z.string().max(4_000).refine(isPlain, "An answer has a broken character in it.")]),
);

/** Who books. */
export const who = { name: PersonName, email: Email, timeZone: TimeZone };

/** Text that Postgres can hold. */
function isPlain(text: string): boolean {
	return text.isWellFormed() && !text.includes("\0");
}
