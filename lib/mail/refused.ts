/** What nodemailer throws: an SMTP server's answer has a response code, and the command that it answers. */
type Trouble = Error & { code?: string; command?: string; responseCode?: number; response?: string };

/** Why a mail was not taken, in codes alone: what a server says beside them may name whom it was for. */
export function whyNotTaken(error: unknown): string {
	const { code, command, responseCode, name, message } = error as Trouble;
	// Without a code it is a fault of our own.
	return code
		? [code, command, responseCode, statusOf(error)].filter(Boolean).join(" ")
		: `${name}: ${message}`;
}

/** Whether a server will never take a mail to this address, and so need not be asked again. */
export function isRefusedForGood(error: unknown): boolean {
	const { command, responseCode = 0 } = error as Trouble;
	return command === "RCPT TO" && responseCode >= 500 && responseCode < 600;
}

/** Whether that is the address's own fault: not of a mailbox that is full, or of a server that does not want mails from us. */
export function isNoAddress(error: unknown): boolean {
	return isRefusedForGood(error) && !/^5\.(2\.2|7\.)/.test(statusOf(error));
}

/** RFC 3463: `5.1.1`; nothing where a server says none. */
function statusOf(error: unknown): string {
	const { response, message } = error as Trouble;
	return /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? message ?? "")?.[0] ?? "";
}
