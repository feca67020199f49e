import "server-only";
import type { Booking } from "../../bookings/answer.ts";
import { placeWords } from "../../bookings/place-words.ts";
import type { Write } from "../letter.ts";
import { timesTold } from "../series-words.ts";
import { wayBack } from "../way-back.ts";
import { at, mailWords, subjectOf } from "../words.ts";

/** By themselves, or by their teacher: by hand, with what they write, or since they keep to another zone now. */
export const toBooker: Write = (booking, { link }) => {
	const { type, bookerTimeZone, language } = booking;
	const movedFrom = booking.toldStart ?? booking.movedFrom;
	const words = mailWords(language);
	const { movedByTeacher, movedByHand } = booking;
	const how = movedByHand ? "moved.byTeacher" : movedByTeacher ? "moved.otherZone" : "moved.moved";
	const moved = words(how, { teacher: booking.teacher.name });
	// Who may have heard of a time between is told all the same that it is the old one.
	const before =
		movedFrom &&
		movedFrom !== booking.startsAt &&
		words("moved.before", { before: at(movedFrom, bookerTimeZone, language) });
	return {
		subject: words("moved.subject", subjectOf(booking)),
		greeting: words("hello", { name: booking.name }),
		opening: [moved, before].filter(Boolean).join(" "),
		facts: [
			type.name,
			...timesTold(booking, "moved", bookerTimeZone, booking.teacher.timeZone, language),
			placeWords(booking.place, language),
		].filter(Boolean),
		message: (movedByHand && booking.moveMessage) || undefined,
		...wayBack(booking, link),
	};
};

/** By the booker; or at the desk, which only their calendar does not know. */
export const toTeacher: Write = (booking, { desk }) => ({
	subject: `Moved: ${booking.name}, ${at(booking.startsAt, booking.teacher.timeZone)}`,
	greeting: `Hello ${booking.teacher.name},`,
	opening: `${
		booking.movedByTeacher
			? `The booking of ${booking.name} was moved at the desk, and they have been told. This mail is for your calendar.`
			: `${booking.name} has moved a booking, and the time before is free for others again.`
	}${before(booking, booking.teacher.timeZone)}`,
	facts: [
		booking.type.name,
		...timesTold(booking, "moved", booking.teacher.timeZone, booking.bookerTimeZone),
		booking.email,
	],
	action: { label: "Open your desk", url: desk },
});

function before({ movedFrom }: Booking, zone: string): string {
	return movedFrom ? ` It was ${at(movedFrom, zone)}. Now it is:` : "";
}
