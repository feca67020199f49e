import { wordsIn } from "../languages/words-in.ts";
import type { Booking } from "./answer.ts";
import { placeWords } from "./place-words.ts";
import { when } from "./when.ts";
import { withWords } from "./with-words.ts";

/** Where a booking is filled into a form of somebody's calendar on the web, to be saved there. */
export function calendarLinks(
	booking: Booking,
	url: string,
): { google: string; outlook: string; work: string } {
	const { startsAt, endsAt, teacher, type, bookerTimeZone, language } = booking;
	const title = withWords(type.name, teacher.name, language);
	const details = [
		...when(booking, bookerTimeZone, teacher.timeZone, language),
		wordsIn(language, "mails")("calendar.seeOrCancel", { url }),
	].join("\n");
	const location = placeWords(booking.place, language);
	const google = new URLSearchParams({
		...{ action: "TEMPLATE", text: title, details, location },
		dates: `${basic(startsAt)}/${basic(endsAt)}`,
	});
	const outlook = spaced({
		...{ path: "/calendar/action/compose", rru: "addevent", subject: title, body: details, location },
		...{ startdt: startsAt, enddt: endsAt },
	});
	return {
		google: `https://calendar.google.com/calendar/render?${google}`,
		outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
		work: `https://outlook.office.com/calendar/0/deeplink/compose?${outlook}`,
	};
}

/** `20261130T080000Z` */
const basic = (instant: string) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, "");

/** Outlook shows a plus for what it is. */
const spaced = (fields: Record<string, string>) =>
	new URLSearchParams(fields).toString().replaceAll("+", "%20");
