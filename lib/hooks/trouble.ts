import type { Failure } from "../outbound-rules.ts";

/** Why a program was not reached, for the teacher. */
export const unreachedWords: Record<Failure, string> = {
	address: "Its address has to begin with https:// and may have no name and password in it.",
	private: "Its address leads to a machine that is not on the internet.",
	nobody: "There is no such place on the internet.",
	unreachable: "It does not answer, or not safely.",
	slow: "It took too long to answer.",
	large: "It said too much.",
	redirects: "It sends on to another address, which is not followed. Give the address where it ends.",
	encoding: "Its answer cannot be unpacked.",
};

/** What an answer means that is not a 2xx. */
export const statusWords = (status: number) =>
	status >= 300 && status < 400 ? unreachedWords.redirects : `It answered with ${status}.`;

export const lostWords = "Its secret cannot be read any more. Please remove it and add it again.";
export const ownWords = "Something went wrong on our side.";
