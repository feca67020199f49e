import { z } from "zod";

/** What the other side is told, in at most 500 characters; lines are kept. */
export const Reason = z
	.string()
	.trim()
	.max(500, "A reason has at most 500 characters.")
	.refine((text) => text.isWellFormed(), "There is a broken character in this.")
	// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
	.regex(/^[^\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f]*$/, "There is a broken character in this.")
	.transform((text) => text || undefined);

/** The same from a plain form, whose lines end with CR LF. */
export const FormReason = z
	.string()
	.transform((text) => text.replaceAll("\r\n", "\n"))
	.pipe(Reason);
