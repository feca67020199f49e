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

/**
 * Whether a server said that there is nobody: no reminder and no offer goes there any more. A mailbox that is full, or a server that wants no
 * mails from us, says nothing of that, and nor does a bare `550`, which some say for both: then its words have to.
 */
export function isNoAddress(error: unknown): boolean {
	if (!isRefusedForGood(error)) return false;
	const { response, message, responseCode = 0 } = error as Trouble;
	const status = statusOf(error);
	return status
		? nobodyThere.test(status)
		: nobodyCodes.has(responseCode) && nobodyWords.test(response ?? message ?? "");
}

// RFC 3463 and 7505: what is wrong with a recipient or its domain (5.1.7 to 5.1.9 are of a sender), and a mailbox that is closed.
const nobodyThere = /^5\.(1\.([0-6]|10)|2\.1)$/;
// Without a status: the mailbox, its user, or its name.
const nobodyCodes = new Set([550, 551, 553]);
const nobodyWords =
	/\b(no such|unknown|unrouteable|unroutable|(does not|doesn't) exist|no longer exists|(was |user |recipient )not found|no mailbox|invalid (user|recipient|mailbox|address))\b/i;

/** RFC 3463: `5.1.1`; nothing where a server says none. */
function statusOf(error: unknown): string {
	const { response, message } = error as Trouble;
	return /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? message ?? "")?.[0] ?? "";
}
