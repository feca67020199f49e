import type { Failure } from "../outbound-rules.ts";

/** Why nothing came, for the teacher. */
export const unreachedWords: Record<Failure, string> = {
	address: "Its address has to begin with https:// and may have no name and password in it.",
	private: "Its address leads to a machine that is not on the internet.",
	nobody: "There is no such place on the internet. Is the address complete?",
	unreachable: "The place it comes from does not answer, or not safely.",
	slow: "The place it comes from takes too long to answer.",
	large: "It is too large: more than 5 MB.",
	redirects: "Its address leads from one place to the next and never to a calendar.",
	encoding: "It came packed in a way that cannot be unpacked.",
};

/** What an answer without a calendar means, by its status. */
export function statusWords(status: number): string {
	if (status === 401 || status === 403)
		return "The place it comes from does not show it to everybody who has this address. Is it still shared?";
	if (status === 404 || status === 410) return "There is no calendar at this address any more.";
	if (status === 429 || status >= 500) return "The place it comes from is busy or out of order just now.";
	return `The place it comes from answers with ${status}, and not with a calendar.`;
}

export const lockedWords = "Its address cannot be read any more. Please remove it and add it again.";
export const ownWords = "Something went wrong on our side. It is read again soon.";
