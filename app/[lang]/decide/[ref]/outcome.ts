import type { Booking } from "@/lib/bookings/answer";
import { isOnlyAsked } from "@/lib/bookings/asked";

/** How it stands where there is nothing to decide any more: a title, and what that means. */
export function outcomeOf(booking: Booking): [title: string, note: string] {
	const { state, name, hasLapsed } = booking;
	if (hasLapsed)
		return [
			"Its time is up",
			`Nobody answered until then. ${name} is told, and the time is free for others again.`,
		];
	if (state === "pending")
		return [
			"Its time is up",
			`Nobody has answered. ${name} is told so now, and the time becomes free for others.`,
		];
	if (state === "declined")
		return ["The answer was no", `${name} is told. The time is free for others again.`];
	if (state !== "cancelled") return ["The answer was yes", `It is booked, and ${name} is told.`];
	return isOnlyAsked(booking)
		? ["This was taken back", `${name} does not ask for it any more. The time is free for others again.`]
		: ["This is cancelled", "The answer was yes, and it was cancelled after that."];
}
