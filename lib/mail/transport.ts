import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import type { Calendar } from "../bookings/calendar.ts";
import { env } from "../env.ts";
import { isHere } from "../this-machine.ts";

export type Mail = {
	messageId: string;
	date: Date;
	/** One address, without a name. */
	to: string;
	/** Who is meant when the reader answers; whom the mail comes from where there is nobody. */
	replyTo?: { name: string; address: string };
	subject: string;
	text: string;
	html: string;
	calendar: Calendar | undefined;
	/** Where mails of this kind are switched off by one click (RFC 8058). */
	off?: string | undefined;
};

let transport: Transporter | undefined;

/** Hands one mail to the SMTP server; throws when it is not taken. */
export async function sendMail({ to, calendar, off, ...mail }: Mail): Promise<void> {
	transport ??= createTransport({
		url: env().SMTP_URL,
		// Where it offers no TLS, or somebody between us takes the offer away, nothing is said, the password least of all. What the address
		// says itself goes first, as `?requireTLS=false` for a relay in one's own network.
		requireTLS: !isHere(env().SMTP_URL),
		pool: true,
		maxConnections: 3,
		connectionTimeout: 5_000,
		greetingTimeout: 5_000,
		socketTimeout: 10_000,
	});
	await transport.sendMail({
		...mail,
		from: env().MAIL_FROM,
		// An object, since a string would be parsed for further addresses.
		to: { name: "", address: to },
		...(off && {
			headers: { "List-Unsubscribe": `<${off}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
		}),
		...(calendar && enclosed(calendar)),
	});
}

/**
 * An invitation, and what takes it back, is a form of the mail itself, which is where calendars look for it, and a file
 * beside it for programs that do not; what is only published is a file.
 */
function enclosed({ text, method, contentType }: Calendar) {
	const filename = "booking.ics";
	return method === "PUBLISH"
		? { attachments: [{ filename, content: text, contentType }] }
		: { icalEvent: { method, filename, content: text } };
}
