import type { Call } from "../call.ts";

/**
 * What a call came to, as whoever made it knows it. No answer, a broken line and a 5xx say nothing of whether it was
 * done; a 4xx says that it was not.
 */
export function outcomeOf({ heard, status }: Call): "done" | "refused" | "unknown" {
	if (heard === null || status < 200 || status >= 500) return "unknown";
	return status < 300 ? "done" : "refused";
}

/** The id of the booking that a reference is of: its first 16 bytes. Null for what is no reference. */
export function bookingIn(ref: string | null | undefined): string | null {
	const bytes = Buffer.from(ref ?? "", "base64url");
	if (bytes.length < 17) return null;
	return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
