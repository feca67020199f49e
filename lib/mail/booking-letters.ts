import "server-only";
import { answersSaid } from "../bookings/answer-words.ts";
import { placeWords } from "../bookings/place-words.ts";
import type { BookedDate, Booking } from "../bookings/schema.ts";
import { when } from "../bookings/when.ts";
import { env } from "../env.ts";
import { dayOf } from "../time.ts";
import { clock, dayLabel } from "../time-words.ts";
import type { Letter } from "./letter.ts";

export type BookingNews = "confirmed" | "cancelled";
/** Those of a series that one mail tells of. */
export type Dates = BookedDate[];
/** `dates` where the mail tells of several as one; `link` is the booking's own page. */
type About = { booking: Booking; dates: Dates | undefined; link: string };

/** What a mail that tells of a booking says to one side. */
export function bookingLetter(recipient: "booker" | "teacher", news: BookingNews, about: About): Letter {
	return letters[recipient][news](about);
}

/** The dates that were booked with this one and stand, or were cancelled with it; undefined where it is the only one. */
export function datesOf({ series = [] }: Booking, news: BookingNews): Dates | undefined {
	const own = series.find(({ isThis }) => isThis)?.cancelledAt;
	const dates = series.filter(
		({ state, cancelledAt }) => state === news && (news === "confirmed" || cancelledAt === own),
	);
	return dates.length > 1 || (dates[0] && !dates[0].isThis) ? dates : undefined;
}

const letters: Record<"booker" | "teacher", Record<BookingNews, (about: About) => Letter>> = {
	booker: {
		confirmed: ({ booking, dates, link }) => ({
			subject: `Booked: ${booking.type.name} with ${booking.teacher.name}, ${inShort(booking, dates, booking.bookerTimeZone)}`,
			greeting: `Hello ${booking.name},`,
			opening: dates
				? `your dates with ${booking.teacher.name} are booked: ${counted(dates)}.`
				: `your time with ${booking.teacher.name} is booked.`,
			facts: [booking.type.name, ...times(booking, dates, "booker"), placeWords(booking.place)].filter(
				Boolean,
			),
			...wayBack(booking, dates, link),
		}),
		cancelled: ({ booking, dates }) => ({
			subject: `Cancelled: ${booking.type.name} with ${booking.teacher.name}, ${inShort(booking, dates, booking.bookerTimeZone)}`,
			greeting: `Hello ${booking.name},`,
			opening: dates
				? `your dates with ${booking.teacher.name} are cancelled: ${counted(dates)}.`
				: `your time with ${booking.teacher.name} is cancelled.`,
			facts: [booking.type.name, ...times(booking, dates, "booker")],
			action: { label: "Book another time", url: `${env().APP_URL}/t/${booking.teacher.handle}` },
			closing: "Nothing more needs doing.",
		}),
	},
	teacher: {
		confirmed: ({ booking, dates }) => ({
			subject: `New booking: ${booking.name}, ${inShort(booking, dates, booking.teacher.timeZone)}`,
			greeting: `Hello ${booking.teacher.name},`,
			opening: `${booking.name} has booked ${dates ? counted(dates) : "a time"} with you.`,
			facts: [
				booking.type.name,
				...times(booking, dates, "teacher"),
				booking.email,
				...answersSaid(booking.answers).map(
					({ label, said }) => `${label}${/\p{L}$/u.test(label) ? ":" : ""} ${said}`,
				),
			],
			action: { label: "Open your desk", url: `${env().APP_URL}/desk` },
		}),
		cancelled: ({ booking, dates }) => ({
			subject: `Cancelled: ${booking.name}, ${inShort(booking, dates, booking.teacher.timeZone)}`,
			greeting: `Hello ${booking.teacher.name},`,
			opening: dates
				? `${booking.name} has cancelled ${counted(dates)}. These times are free for others again.`
				: `${booking.name} has cancelled. The time is free for others again.`,
			facts: [booking.type.name, ...times(booking, dates, "teacher")],
			action: { label: "Open your desk", url: `${env().APP_URL}/desk` },
		}),
	},
};

/** When it is, or when they are, in the reader's zone first. */
function times(booking: Booking, dates: Dates | undefined, reader: "booker" | "teacher"): string[] {
	const zones = [booking.bookerTimeZone, booking.teacher.timeZone] as const;
	const [own, other] = reader === "booker" ? zones : [zones[1], zones[0]];
	return (dates ?? [booking]).flatMap((date) => when(date, own, other));
}

/** What the booker can still do. By our own clock: it is the database's that decides when they do it. */
function wayBack(
	{ cancelUntil, bookerTimeZone }: Booking,
	dates: Dates | undefined,
	link: string,
): Pick<Letter, "action" | "closing"> {
	if (dates)
		return {
			action: { label: "See or cancel your dates", url: link },
			closing:
				"Each date has a page of its own there, and can be cancelled by itself. Keep this mail: whoever has its link can cancel them.",
		};
	if (Date.now() > Date.parse(cancelUntil)) {
		return {
			action: { label: "See your booking", url: link },
			closing: "It is so soon that it cannot be cancelled online any more.",
		};
	}
	return {
		action: { label: "See or cancel your booking", url: link },
		closing: `You can cancel until ${at(cancelUntil, bookerTimeZone)}. Keep this mail: whoever has its link can cancel the booking.`,
	};
}

/** `Mon 30 Nov, 9:00`, `Mon 30 Nov, 9:00 and 4 more` */
function inShort({ startsAt }: Booking, dates: Dates | undefined, zone: string): string {
	const more = (dates?.length ?? 1) - 1;
	return at(dates?.[0]?.startsAt ?? startsAt, zone) + (more ? ` and ${more} more` : "");
}

function counted({ length }: Dates): string {
	return `${length} ${length === 1 ? "date" : "dates"}`;
}

function at(instant: string, zone: string): string {
	return `${dayLabel(dayOf(instant, zone))}, ${clock(instant, zone)}`;
}
