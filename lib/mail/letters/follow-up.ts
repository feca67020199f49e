import "server-only";
import type { Write } from "../letter.ts";
import { otherTimes } from "../way-back.ts";
import { at, mailWords } from "../words.ts";

/** A few words of the teacher's own to who was there. */
export const toBooker: Write = (booking, { link }) => {
	const { type, teacher, startsAt, bookerTimeZone, followUpText, language } = booking;
	const words = mailWords(language);
	return {
		subject: words("followUp.subject", { type: type.name, teacher: teacher.name }),
		greeting: words("hello", { name: booking.name }),
		opening: words("followUp.opening", { teacher: teacher.name }),
		facts: [type.name, at(startsAt, bookerTimeZone, language)],
		message: followUpText,
		action: {
			...otherTimes(booking, link),
			...(!booking.isRetired && { label: words("wayBack.again") }),
		},
	};
};
