import { answerWords, askedWords } from "../bookings/answer-words.ts";
import type { ListedBooking, ListedState } from "./list-schema.ts";

/** How a booking stands, as its teacher sees it. */
export const stateWords: Record<ListedState, string> = {
	confirmed: "Booked",
	pending: "Waits for your answer",
	completed: "Came",
	no_show: "Missed",
	cancelled: "Cancelled",
	declined: "Declined",
};

/** The same, apart from what nobody has answered. */
export function standing({ state, hasLapsed }: Pick<ListedBooking, "state" | "hasLapsed">): string {
	return hasLapsed ? "Ran out unanswered" : stateWords[state];
}

/** `missed 3 times`, of a booker and lately. */
export const missedWords = (count: number): string =>
	`missed ${["", "once", "twice"][count] ?? `${count} times`}`;

/** `3 of 8` */
export const seriesWords = ({ nth, of }: { nth: number; of: number }): string => `${nth} of ${of}`;

/** `Which piece? Für Élise`, `Instrument: cello` */
export function saidWords({ label, answer }: ListedBooking["answers"][number]): string {
	return `${askedWords(label)} ${answerWords(answer)}`;
}
