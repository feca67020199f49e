import "server-only";
import { answersSaid, askedWords } from "../../bookings/answer-words.ts";
import { when } from "../../bookings/when.ts";
import type { Write } from "../letter.ts";
import { wayBackFromRequest } from "../way-back.ts";
import { at, mailWords, subjectOf } from "../words.ts";

/** It is asked for, and not booked. */
export const toBooker: Write = (booking, { link }) => {
	const { type, teacher, startsAt, bookerTimeZone, language } = booking;
	const words = mailWords(language);
	return {
		subject: words("requested.subject", subjectOf(booking)),
		greeting: words("hello", { name: booking.name }),
		opening: words("requested.opening", {
			teacher: teacher.name,
			until: at(booking.decideUntil ?? startsAt, bookerTimeZone, language),
		}),
		facts: [type.name, ...when(booking, bookerTimeZone, teacher.timeZone, language)],
		...wayBackFromRequest(booking, link),
	};
};

/** Who asks, what they said, and the one link by which it can be decided without signing in. */
export const toTeacher: Write = (booking, { decide }) => ({
	subject: `Yes or no? ${booking.name}, ${at(booking.startsAt, booking.teacher.timeZone)}`,
	greeting: `Hello ${booking.teacher.name},`,
	opening: `${booking.name} asks for a time with you. It is kept until ${at(booking.decideUntil ?? booking.startsAt, booking.teacher.timeZone)}. Without an answer until then it becomes free again.`,
	facts: [
		booking.type.name,
		...when(booking, booking.teacher.timeZone, booking.bookerTimeZone),
		booking.email,
		...answersSaid(booking.answers).map(({ label, said }) => `${askedWords(label)} ${said}`),
	],
	action: { label: "Say yes or no", url: decide },
	closing: "Whoever has this link can answer in your name, so please do not pass this mail on.",
});
