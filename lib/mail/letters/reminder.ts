import "server-only";
import type { Booking } from "../../bookings/answer.ts";
import { placeWords } from "../../bookings/place-words.ts";
import { when } from "../../bookings/when.ts";
import { dayOf, daysBetween } from "../../time.ts";
import { clock, dayLabel } from "../../time-words.ts";
import type { Write } from "../letter.ts";
import { wayBack } from "../way-back.ts";
import { mailWords, subjectOf } from "../words.ts";

/** It is soon: how soon is said as of when it is sent. */
export const toBooker: Write = (booking, { link }) => {
	const { type, teacher, bookerTimeZone, language } = booking;
	const words = mailWords(language);
	return {
		subject: words("reminder.subject", subjectOf(booking)),
		greeting: words("hello", { name: booking.name }),
		opening: howSoon(booking),
		facts: [
			type.name,
			...when(booking, bookerTimeZone, teacher.timeZone, language),
			placeWords(booking.place, language),
		].filter(Boolean),
		...wayBack({ ...booking, series: undefined }, link),
	};
};

/** In 20 minutes, in an hour, today at 9:00, tomorrow at 9:00, on Monday at 9:00, in 12 days. */
function howSoon(
	{ startsAt, bookerTimeZone: zone, language, ...booking }: Booking,
	now = Date.now(),
): string {
	const words = mailWords(language);
	const teacher = booking.teacher.name;
	const minutes = Math.max(1, Math.round((Date.parse(startsAt) - now) / 60_000));
	if (minutes < 50) return words("reminder.inMinutes", { teacher, minutes });
	if (minutes <= 70) return words("reminder.inAnHour", { teacher });
	const day = dayOf(startsAt, zone);
	const days = daysBetween(dayOf(now, zone), day);
	const time = clock(startsAt, zone);
	if (days === 0) return words("reminder.today", { teacher, time });
	if (days === 1) return words("reminder.tomorrow", { teacher, time });
	if (days >= 7) return words("reminder.inDays", { teacher, days });
	// A date begins with its day of the week in each of them.
	const [weekday = ""] = dayLabel(day, "long", language).split(/[ ,]/);
	return words("reminder.thisWeek", { teacher, weekday, time });
}
