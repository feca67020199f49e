import type { CalendarAppointment } from "@/lib/desk/calendar-schema";
import { clock } from "@/lib/time-words";
import type { Axis } from "./axis.ts";
import { isMovable, standing } from "./booking-moves.ts";
import { piecesOf, placed } from "./place.ts";
import type { Moving } from "./use-moving.ts";
import { type Reading, timeWords } from "./words.ts";

type Props = {
	appointment: CalendarAppointment;
	axis: Axis;
	reading: Reading;
	moving: Moving;
	onOpen: () => void;
};

/** Who has booked, in the colour of what; a click tells the rest. What is to come is dragged, or moved by arrows. */
export function BookingCard({ appointment, axis, reading, moving, onOpen }: Props) {
	const { bookings, colour, type, seats, startsAt } = appointment;
	const names = bookings.map(({ name }) => name).join(", ");
	const waits = bookings.some(({ state }) => state === "pending");
	const group = seats > 1 ? `, ${bookings.length} of ${seats}` : "";
	const what = isMovable(appointment) && { kind: "booking" as const, id: standing(appointment)[0]?.id ?? "" };
	return piecesOf(axis, appointment).map((piece, index) => {
		const low = piece.last - piece.first < 3;
		return (
			<div
				// biome-ignore lint/suspicious/noArrayIndexKey: the first stays the first, wherever it is dragged, and keeps the focus
				key={index}
				className="pointer-events-none absolute py-px pr-0.5 pl-3.5 pointer-coarse:pl-5"
				style={placed(axis, piece)}
			>
				<button
					type="button"
					data-colour={colour}
					aria-describedby={what ? "calendar-move-booking" : undefined}
					// A finger that begins here scrolls; its tap opens what has a form to move it.
					onPointerDown={(event) => what && event.pointerType !== "touch" && moving.drag(event, what, "body")}
					onKeyDown={(event) => what && moving.press(event, what)}
					onBlur={moving.giveUp}
					onClick={() => moving.isClick() && onOpen()}
					aria-label={`${timeWords(appointment, reading)}: ${names}, ${type}${group}${waits ? ", waits for your answer" : ""}`}
					className={`pointer-events-auto relative size-full overflow-hidden rounded-md border border-l-4 border-(--hue-edge) bg-(--hue) px-1 text-left text-xs leading-4 hover:brightness-95 focus-visible:z-10 ${what ? "cursor-grab active:cursor-grabbing" : ""} ${
						waits ? "border-dashed" : ""
					} ${low ? "flex gap-1.5" : "flex flex-col items-start justify-start pt-0.5"}`}
				>
					<span className="min-w-0 max-w-full truncate font-medium">
						{seats > 1 ? `${type} ${bookings.length}/${seats}` : names}
					</span>
					<span
						className={`tabular-nums opacity-80 ${low ? "shrink-0 max-md:hidden" : "max-w-full truncate"}`}
					>
						{clock(startsAt, reading.zone, reading.hour12)}
						{!low && seats === 1 && ` ${type}`}
					</span>
				</button>
			</div>
		);
	});
}
