import "server-only";
import type { Wait } from "../waits/schema.ts";
import type { Letter, Write } from "./letter.ts";
import * as cancelled from "./letters/cancelled.ts";
import * as confirmed from "./letters/confirmed.ts";
import * as declined from "./letters/declined.ts";
import * as followUp from "./letters/follow-up.ts";
import { inviteLetter } from "./letters/invited.ts";
import * as lapsed from "./letters/lapsed.ts";
import { mineLetter } from "./letters/mine.ts";
import * as moved from "./letters/moved.ts";
import { offeredLetter } from "./letters/offered.ts";
import * as reminder from "./letters/reminder.ts";
import * as requested from "./letters/requested.ts";
import { waitingLetter } from "./letters/waiting.ts";
import type { News } from "./series-words.ts";

export type BookingNews = TeacherNews | "declined" | "lapsed" | "reminder" | "follow_up";
/** A teacher knows what they declined, and sees at the desk what has run out. */
export type TeacherNews = News | "requested";
/** To who waits for a time. */
export type WaitNews = "waiting" | "offered";

// Who is told what, and how: a kind of mail is a file in letters/ and a line here.

/** Of a booking, in the language in which it was booked. */
export const toBooker: Record<BookingNews, Write> = {
	...{ confirmed: confirmed.toBooker, cancelled: cancelled.toBooker, moved: moved.toBooker },
	...{ requested: requested.toBooker, declined: declined.toBooker, lapsed: lapsed.toBooker },
	...{ reminder: reminder.toBooker, follow_up: followUp.toBooker },
};

/** Of a booking, in English. */
export const toTeacher: Record<TeacherNews, Write> = {
	...{ confirmed: confirmed.toTeacher, cancelled: cancelled.toTeacher, moved: moved.toTeacher },
	requested: requested.toTeacher,
};

/** Of a place on a waiting list. */
export const toWaiter: Record<WaitNews, (wait: Wait) => Letter> = {
	waiting: waitingLetter,
	offered: offeredLetter,
};

/** Those that bring a link. */
export const withLink = { invited: inviteLetter, mine: mineLetter };

/** All that a booker may get. */
export type BookerKind = BookingNews | WaitNews | keyof typeof withLink;
/** Every kind there is, as it is composed: previews show these, and the database knows no other. */
export const kinds = {
	booker: Object.keys({ ...toBooker, ...toWaiter, ...withLink }) as BookerKind[],
	teacher: Object.keys(toTeacher) as TeacherNews[],
};
