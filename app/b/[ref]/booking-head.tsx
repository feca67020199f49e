import type { BookingState } from "@/lib/bookings/schema";
import { Bell } from "../../_ui/bell.tsx";

/** A hold has no name yet, and so no page. */
export type Shown = Exclude<BookingState, "held" | "expired">;

const words: Record<Shown, [title: string, note: string]> = {
	confirmed: ["You are booked", "See you then."],
	pending: ["Asked, not yet confirmed", "The teacher answers by mail. Until then this time is kept for you."],
	declined: ["The teacher could not take this", "You may find another time."],
	cancelled: ["This booking is cancelled", "The time is free for somebody else."],
	completed: ["This is over", "We hope it was a good one."],
	no_show: ["This was missed", "The teacher was there, and noted that nobody came."],
};

/** How a booking stands, said first and in the largest letters. */
export function BookingHead({
	state,
	email,
	fresh,
	dates = 1,
}: {
	state: Shown;
	email: string;
	fresh: boolean;
	dates?: number | undefined;
}) {
	const [title, note] = words[state];
	const news = fresh && state === "confirmed";
	return (
		<div role={news ? "status" : undefined}>
			<Bell
				className={`size-14 ${state === "confirmed" || state === "pending" ? "" : "opacity-50 grayscale"}`}
				ringing={news}
			/>
			<h1 data-focus-home tabIndex={-1} className="mt-4 text-4xl sm:text-5xl">
				{news ? (dates > 1 ? `Booked. All ${dates} are yours.` : "Booked. It is yours.") : title}
			</h1>
			<p className="mt-3 text-lg text-soft">{news ? `A confirmation is on its way to ${email}.` : note}</p>
		</div>
	);
}
