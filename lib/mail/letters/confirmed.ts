import "server-only";
import { answersSaid, askedWords } from "../../bookings/answer-words.ts";
import { placeWords } from "../../bookings/place-words.ts";
import type { Write } from "../letter.ts";
import { datesSaid, datesTold, timesTold } from "../series-words.ts";
import { wayBack } from "../way-back.ts";
import { first, mailWords, subjectOf } from "../words.ts";

/** A time, or all dates of a series, is theirs. */
export const toBooker: Write = (booking, { link }) => {
	const { type, bookerTimeZone, language } = booking;
	const words = mailWords(language);
	const teacher = booking.teacher.name;
	return {
		subject: words("confirmed.subject", subjectOf(booking, "confirmed")),
		greeting: words("hello", { name: booking.name }),
		opening: booking.decidedAt
			? words("confirmed.saysYes", { teacher })
			: words("confirmed.booked", { teacher, dates: datesTold(booking, "confirmed") }),
		facts: [
			type.name,
			...timesTold(booking, "confirmed", bookerTimeZone, booking.teacher.timeZone, language),
			placeWords(booking.place, language),
		].filter(Boolean),
		...wayBack(booking, link),
	};
};

/** Who has booked, and what they said. */
export const toTeacher: Write = (booking, { desk }) => ({
	subject: `New booking: ${booking.name}, ${first(booking, "confirmed", booking.teacher.timeZone)}`,
	greeting: `Hello ${booking.teacher.name},`,
	opening: `${booking.name} has booked ${datesSaid(booking, "confirmed") ?? "a time"} with you.`,
	facts: [
		booking.type.name,
		...timesTold(booking, "confirmed", booking.teacher.timeZone, booking.bookerTimeZone),
		booking.email,
		...answersSaid(booking.answers).map(({ label, said }) => `${askedWords(label)} ${said}`),
	],
	action: { label: "Open your desk", url: desk },
});
