/** Why an answer is still waited for: many are here, there is no connection, or the answer takes long. */
export type Wait = "busy" | "offline" | "slow";

/** What is said when none came after all. */
export const unanswered: Record<Wait, string> = {
	busy: "Many people are here just now. Please try again in a moment.",
	offline: "We could not reach Firstbell. Are you online? Please try again.",
	slow: "Firstbell did not answer in time. Please try again.",
};

/** What keeps a form's content where it is. */
export const signedOut = "You are signed out. Sign in in another tab, then save again: nothing here is lost.";

/** For an outcome that nobody knows: that another try does no harm, and why. */
export function unheard(harmless: string, later = ""): string {
	return `We have not heard yet whether it worked. ${`Please try again ${later}`.trim()}: ${harmless}.`;
}

/** Why a request failed without an answer. */
export function waitAfter(error: unknown): Wait {
	return error instanceof DOMException && error.name === "TimeoutError" ? "slow" : "offline";
}

/** The seconds that a server asks for; it may also name a date. 0 for none. */
export function retryAfter(response: Response): number {
	const asked = response.headers.get("retry-after") ?? "";
	const seconds = /^\d+$/.test(asked) ? Number(asked) : (Date.parse(asked) - Date.now()) / 1000;
	return seconds > 0 ? seconds : 0;
}

/** `in 40 seconds`, `in 7 minutes` */
export function inTime(seconds: number): string {
	return seconds < 90 ? `in ${Math.ceil(seconds)} seconds` : `in ${Math.ceil(seconds / 60)} minutes`;
}
