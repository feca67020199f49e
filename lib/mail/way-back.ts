import "server-only";
import type { Booking } from "../bookings/answer.ts";
import { isOnlyAsked } from "../bookings/asked.ts";
import { env } from "../env.ts";
import { minutesBetween } from "../time.ts";
import type { Letter } from "./letter.ts";
import { datesTold } from "./series-words.ts";
import { at, atBoth, mailWords } from "./words.ts";

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

/** Where the same, as long, can be had at another time; of what is offered no longer, where one sees what became of it. */
export function otherTimes(booking: Booking, link: string): Letter["action"] {
	if (booking.isRetired) return { label: mailWords(booking.language)("wayBack.see"), url: link };
	return { label: mailWords(booking.language)("wayBack.anotherTime"), url: pageFor(booking) };
}

/** Those that were free as the mail was taken, each with the page where it can be had; nothing where there is none. */
export function timesInstead(booking: Booking, instead: { startsAt: string }[]): Pick<Letter, "choices"> {
	const { bookerTimeZone, teacher, language } = booking;
	if (instead.length === 0) return {};
	return {
		choices: {
			label: mailWords(language)("wayBack.freeNearby"),
			times: instead.map(({ startsAt }) => ({
				label: atBoth(startsAt, bookerTimeZone, teacher.timeZone, language),
				// Behind the "#", so that the edge has one page for all of them.
				url: `${pageFor(booking)}#${new URLSearchParams({ at: startsAt })}`,
			})),
		},
	};
}

function pageFor({ teacher, type, startsAt, endsAt }: Booking): string {
	const minutes = String(minutesBetween(startsAt, endsAt));
	return `${env().APP_URL}/t/${teacher.handle}?${new URLSearchParams({ type: type.handle, minutes })}`;
}
