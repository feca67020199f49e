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

const places = { unsaid: "", address: "", phone: "By phone", video: "By video" };

/** `Room 5`, `By phone`, `By video: https://…` */
export function placeWords({ placeKind, place }: Pick<ListedBooking, "placeKind" | "place">): string {
	return [places[placeKind], place].filter(Boolean).join(": ");
}

/** `3 of 8` */
export const seriesWords = ({ nth, of }: { nth: number; of: number }): string => `${nth} of ${of}`;

/** `Which piece? Für Élise`, `Instrument: cello` */
export function saidWords({ label, answer }: ListedBooking["answers"][number]): string {
	return `${label}${/[\p{L}\p{N}]$/u.test(label) ? ":" : ""} ${answerWords(answer)}`;
}

/** What was said to a question; one that is only ticked has no words. */
export function answerWords(answer: string | boolean): string {
	return typeof answer === "string" ? answer : answer ? "Yes" : "No";
}
