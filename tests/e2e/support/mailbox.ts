import { expect } from "@playwright/test";

export type Mail = {
	subject: string;
	text: string;
	html?: string;
	messageId: string;
	attachments?: { filename: string; text?: string; content?: string }[];
};

/** The newest mail to an address whose subject fits, as soon as it is there. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
	let found: Mail | undefined;
	await expect
		.poll(
			async () => {
				found = (await mailsTo(address)).find((mail) => subject.test(mail.subject));
				return found?.subject;
			},
			{ timeout: 20_000, message: `a mail to ${address} about ${subject}` },
		)
		.toBeTruthy();
	return found as Mail;
}

export async function mailsTo(address: string): Promise<Mail[]> {
	const response = await fetch(`${process.env.MAILBOX_URL}/dev/mail.json?to=${encodeURIComponent(address)}`);
	return (await response.json()) as Mail[];
}
