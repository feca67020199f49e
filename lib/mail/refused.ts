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

/**
 * Whether a server will never take a mail to this address, and so need not be asked again. What it says of us is no word on the
 * address, though it says it of each, as a relay does that lets us in no more: such a mail comes again as after any other failure.
 */
export function isRefusedForGood(error: unknown): boolean {
	const { command, responseCode = 0 } = error as Trouble;
	if (command !== "RCPT TO" || responseCode < 500 || responseCode > 599) return false;
	if (ofUs.test(wordsOf(error))) return false;
	const status = statusOf(error);
	return status ? ofRecipient.test(status) : recipientCodes.has(responseCode);
}

// By RFC 3463: a recipient and their domain (5.1, but 5.1.7 to 5.1.9, which are of a sender), their mailbox (5.2), the way to it (5.4, but
// 5.4.5, which is how much goes by there), and what is said no closer (5.0). Not the server itself (5.3), what we asked for and how (5.5),
// what the mail is made of (5.6), and least of all what we may do there (5.7: relay, sign in, be welcome).
const ofRecipient = /^5\.(1\.(?![789]$)|4\.(?!5$)|[02]\.)\d+$/;
// By RFC 5321 and 7504, without a status: a mailbox that is not there, is full or has no name, a domain that takes no mail. Not what we asked
// for and how (500 to 504, 530 and the like), nor a bare 554, which servers say to whomever they do not like.
const recipientCodes = new Set([550, 551, 552, 553, 556]);
// Whatever the numbers: a relay says 550 and 5.4.1 as well, and of a sender it may say 5.1.0.
const ofUs =
	/\b(relay(ing|ed)?|sender|sending|authenticat(e|ed|ion)|rcpthosts|(black|block)[ -]?list(ed)?)\b/i;

/**
 * Whether a server said that there is nobody: no reminder and no offer goes there any more. A mailbox that is full, or a server that wants no
 * mails from us, says nothing of that, and nor does a bare `550`, which some say for both: then its words have to.
 */
export function isNoAddress(error: unknown): boolean {
	if (!isRefusedForGood(error)) return false;
	const status = statusOf(error);
	return status
		? nobodyThere.test(status)
		: nobodyCodes.has((error as Trouble).responseCode ?? 0) && nobodyWords.test(wordsOf(error));
}

// RFC 3463 and 7505: what is wrong with a recipient or its domain (5.1.7 to 5.1.9 are of a sender), and a mailbox that is closed.
const nobodyThere = /^5\.(1\.([0-6]|10)|2\.1)$/;
// Without a status: the mailbox, its user, or its name.
const nobodyCodes = new Set([550, 551, 553]);
const nobodyWords =
	/\b(no such|unknown|unrouteable|unroutable|(does not|doesn't) exist|no longer exists|(was |user |recipient )not found|no mailbox|invalid (user|recipient|mailbox|address))\b/i;

/** RFC 3463: `5.1.1`; nothing where a server says none. An address of the network has more numbers. */
const statusOf = (error: unknown): string =>
	/(?<![\w.])[45]\.\d{1,3}\.\d{1,3}(?!\.?\d)/.exec(wordsOf(error))?.[0] ?? "";

/** What a server said, without addresses, which are anybody's words. */
function wordsOf(error: unknown): string {
	const { response, message } = error as Trouble;
	return (response ?? message ?? "").replace(/[^\s<>]+@[^\s<>]+/g, "…");
}
