import "server-only";
import { when } from "../../bookings/when.ts";
import type { Write } from "../letter.ts";
import { otherTimes, timesInstead } from "../way-back.ts";
import { mailWords, subjectOf, withKnown } from "../words.ts";

/** The teacher says no, with a reason or without. */
export const toBooker: Write = (booking, { link }, instead) => {
	const { type, teacher, bookerTimeZone, language } = booking;
	const words = mailWords(language);
	return {
		subject: words("declined.subject", subjectOf(booking)),
		greeting: words("hello", { name: booking.name }),
		opening: withKnown(words("declined.opening", { teacher: teacher.name }), booking),
		facts: [type.name, ...when(booking, bookerTimeZone, teacher.timeZone, language)],
		message: booking.cancelReason ?? undefined,
		...timesInstead(booking, instead),
		action: otherTimes(booking, link),
		closing: words("declined.closing"),
	};
};
