import "server-only";
import { reach, Unreached } from "../outbound.ts";
import { statusWords, unreachedWords } from "./trouble.ts";
import { Unreadable } from "./unreadable.ts";

/** What the other side said of this version, to be said back. */
export type Known = { etag: string | null; modified: string | null };

/** The bytes of a calendar; null where it is still what is known. Throws Unreadable for everything else. */
export async function fetchFeed(url: string, known: Known): Promise<({ bytes: Buffer } & Known) | null> {
	const { status, headers, body } = await reach(url, {
		headers: {
			accept: "text/calendar, */*;q=0.5",
			...(known.etag && { "if-none-match": known.etag }),
			...(known.modified && { "if-modified-since": known.modified }),
		},
		limitBytes: 5 * 1024 * 1024,
		timeoutMs: 10_000,
		// Google, Apple and Outlook need none; a school that moved its pages does.
		redirects: 3,
	}).catch((error) => {
		throw error instanceof Unreached ? new Unreadable(unreachedWords[error.failure]) : error;
	});
	if (status === 304 && (known.etag || known.modified)) return null;
	if (status !== 200) throw new Unreadable(statusWords(status));
	return {
		bytes: body,
		etag: short(headers.etag, 500),
		modified: short(headers["last-modified"], 100),
	};
}

/** Cut in two it would mean nothing. */
const short = (text: string | undefined, most: number) => (text && text.length <= most ? text : null);
