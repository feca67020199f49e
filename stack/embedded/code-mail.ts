import type { Mail } from "./auth-schema.ts";

export const MAIL_FROM = "Firstbell <bookings@firstbell.example>";

/** The mail with the code, in our words rather than lite's: the six digits also in the subject, to be read at a glance. */
export function codeMail({ to, text = "" }: Mail) {
	const code = /\b\d{6}\b/.exec(text)?.[0] ?? "";
	return {
		from: MAIL_FROM,
		to,
		subject: `Your Firstbell code: ${code}`,
		text: `Hello,\n\nyour code to sign in to Firstbell is\n\n${code}\n\nIt works once, within ten minutes. If you did not ask for it, nothing needs doing.\n`,
	};
}
