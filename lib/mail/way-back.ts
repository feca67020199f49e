import "server-only";
import { isOnlyAsked } from "../bookings/asked.ts";
import type { Booking } from "../bookings/schema.ts";
import { env } from "../env.ts";
import type { Letter } from "./letter.ts";
import { datesTold } from "./series-words.ts";
import { at, mailWords } from "./words.ts";

/** What the booker can still do. By our own clock: it is the database's that decides when they do it. */
export function wayBack(booking: Booking, link: string): Pick<Letter, "action" | "closing"> {
	const { cancelUntil, bookerTimeZone, language } = booking;
	const words = mailWords(language);
	const can = booking.isOffered ? "move" : "cancel";
	if (isOnlyAsked(booking)) return wayBackFromRequest(booking, link);
	if (datesTold(booking, "confirmed")) {
		return {
			action: { label: words("wayBack.seeDates", { can }), url: link },
			closing: words("wayBack.datesCan", { can }),
		};
	}
	if (Date.now() > Date.parse(cancelUntil)) {
		return {
			action: { label: words("wayBack.see"), url: link },
			closing: words("wayBack.tooSoon"),
		};
	}
	return {
		action: { label: words("wayBack.seeOrCancel", { can }), url: link },
		closing: words("wayBack.canUntil", { can, until: at(cancelUntil, bookerTimeZone, language) }),
	};
}

/** Until it is decided, it can be taken back. */
export function wayBackFromRequest(
	{ teacher, language }: Booking,
	link: string,
): Required<Pick<Letter, "action" | "closing">> {
	const words = mailWords(language);
	return {
		action: { label: words("wayBack.seeRequest"), url: link },
		closing: words("wayBack.requestUntil", { teacher: teacher.name }),
	};
}

/** Where the same can be had at another time. */
export function otherTimes({ teacher, type, language }: Booking): Letter["action"] {
	const query = new URLSearchParams({ type: type.handle });
	return {
		label: mailWords(language)("wayBack.anotherTime"),
		url: `${env().APP_URL}/t/${teacher.handle}?${query}`,
	};
}
