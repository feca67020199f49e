import "server-only";
import { when } from "../../bookings/when.ts";
import type { Write } from "../letter.ts";
import { otherTimes } from "../way-back.ts";
import { mailWords, subjectOf, withKnown } from "../words.ts";

/** Nobody has answered in time. */
export const toBooker: Write = (booking, { link }) => {
	const { type, teacher, bookerTimeZone, language } = booking;
	const words = mailWords(language);
	return {
		subject: words("lapsed.subject", subjectOf(booking)),
		greeting: words("hello", { name: booking.name }),
		opening: withKnown(words("lapsed.opening", { teacher: teacher.name }), booking),
		facts: [type.name, ...when(booking, bookerTimeZone, teacher.timeZone, language)],
		action: otherTimes(booking, link),
		closing: words(booking.isRetired ? "declined.closing" : "lapsed.closing"),
	};
};
