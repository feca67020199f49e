import { randomBytes } from "node:crypto";
import type { AddressObject, ParsedMail } from "mailparser";

export type Attachment = {
	filename: string;
	contentType: string;
	bytes: number;
	text: string;
	base64?: string;
};
export type Mail = {
	id: string;
	/** When it arrived, ISO 8601, UTC. */
	at: string;
	from: string;
	to: string[];
	subject: string;
	messageId: string;
	text: string;
	html: string;
	headers: [name: string, value: string][];
	attachments: Attachment[];
};
/** What mailparser made of a mail, as the mailbox keeps and shows it; `to` is whom the envelope named. */
export function readable(parsed: ParsedMail, to: string[]): Mail {
	const addresses = (of?: AddressObject | AddressObject[]) =>
		[of ?? []]
			.flat()
			.map((each) => each.text)
			.join(", ");
	return {
		// Begins with the time, so that the names of the files sort as the mails came.
		id: `${Date.now().toString(36)}-${randomBytes(6).toString("hex")}`,
		at: new Date().toISOString(),
		from: addresses(parsed.from),
		to,
		subject: parsed.subject ?? "",
		messageId: parsed.messageId ?? "",
		text: parsed.text ?? "",
		html: parsed.html || "",
		headers: parsed.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(":") + 1).trim()]),
		attachments: parsed.attachments.map(({ filename, contentType, content, size }) => {
			const isText = /^(text\/|application\/(ics|json|xml))/.test(contentType);
			return {
				filename: filename ?? (contentType === "text/calendar" ? "invitation.ics" : "attachment"),
				contentType,
				bytes: size,
				text: isText ? content.toString("utf8") : "",
				...(isText ? {} : { base64: content.toString("base64") }),
			};
		}),
	};
}
