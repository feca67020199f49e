import "server-only";
import { isOnlyAsked } from "../../bookings/asked.ts";
import type { Write } from "../letter.ts";
import { datesSaid, datesTold, timesTold } from "../series-words.ts";
import { otherTimes, timesInstead } from "../way-back.ts";
import { first, mailWords, subjectOf, withKnown } from "../words.ts";

/** By themselves, or by the teacher with a reason. */
export const toBooker: Write = (booking, { link }, instead) => {
	const { type, bookerTimeZone, language, cancelledByTeacher } = booking;
	const words = mailWords(language);
	const teacher = booking.teacher.name;
	const dates = datesTold(booking, "cancelled");
	const opening = isOnlyAsked(booking)
		? words("cancelled.takenBack", { teacher })
		: words(cancelledByTeacher ? "cancelled.byTeacher" : "cancelled.cancelled", { teacher, dates });
	return {
		subject: words("cancelled.subject", subjectOf(booking, "cancelled")),
		greeting: words("hello", { name: booking.name }),
		opening: withKnown(opening, booking),
		facts: [
			type.name,
			...timesTold(booking, "cancelled", bookerTimeZone, booking.teacher.timeZone, language),
		],
		// Not their own: anybody types an address, and would have us send it their words.
		message: (cancelledByTeacher && booking.cancelReason) || undefined,
		...timesInstead(booking, instead),
		action: otherTimes(booking, link),
		closing: words(cancelledByTeacher ? "cancelled.freeAgain" : "cancelled.nothingToDo"),
	};
};

/** By the booker, who may say why; or at the desk, which only their calendar does not know. */
export const toTeacher: Write = (booking, { desk }) => ({
	subject: `Cancelled: ${booking.name}, ${first(booking, "cancelled", booking.teacher.timeZone)}`,
	greeting: `Hello ${booking.teacher.name},`,
	opening: booking.cancelledByTeacher
		? `The booking of ${booking.name} was cancelled at the desk, and they have been told. This mail is for your calendar.`
		: isOnlyAsked(booking)
			? `${booking.name} does not ask for this time any more: there is nothing to decide. It is free for others again.`
			: datesTold(booking, "cancelled")
				? `${booking.name} has cancelled ${datesSaid(booking, "cancelled")}. These times are free for others again.`
				: `${booking.name} has cancelled. The time is free for others again.`,
	facts: [
		booking.type.name,
		...timesTold(booking, "cancelled", booking.teacher.timeZone, booking.bookerTimeZone),
	],
	message: (!booking.cancelledByTeacher && booking.cancelReason) || undefined,
	action: { label: "Open your desk", url: desk },
});
