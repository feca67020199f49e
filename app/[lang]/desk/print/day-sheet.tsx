import { placeWords } from "@/lib/bookings/place-words";
import type { ListedBooking } from "@/lib/desk/list-schema";
import type { Desk } from "@/lib/desk/schema";
import { saidWords, seriesWords, stateWords } from "@/lib/desk/words";
import type { Day } from "@/lib/time";
import { clock, dayLabel, zoneLabel } from "@/lib/time-words";

type Props = { day: Day; desk: Desk; bookings: ListedBooking[]; hour12: boolean };

/** One day on paper, black on white whatever the screen's theme, with a box for each to tick. */
export function DaySheet({ day, desk, bookings, hour12 }: Props) {
	return (
		<section className="sheet-of-paper" aria-labelledby="sheet-day">
			<h2 id="sheet-day" className="text-2xl">
				{dayLabel(day, "long")} {day.slice(0, 4)}
			</h2>
			<p className="mt-1">
				{[...new Set([desk.name, desk.school])].join(" · ")} · all times in{" "}
				{zoneLabel(`${day}T12:00:00Z`, desk.timeZone)}
			</p>
			{bookings.length === 0 ? (
				<p className="mt-6">Nobody has booked this day.</p>
			) : (
				<ol className="mt-4">
					{bookings.map((booking) => (
						<Line key={booking.id} booking={booking} zone={desk.timeZone} hour12={hour12} />
					))}
				</ol>
			)}
		</section>
	);
}

function Line({ booking, zone, hour12 }: { booking: ListedBooking; zone: string; hour12: boolean }) {
	const { startsAt, endsAt, name, type, series, state, answers } = booking;
	const what = [
		type,
		placeWords({ kind: booking.placeKind, text: booking.place }),
		series && seriesWords(series),
	]
		.filter(Boolean)
		.join(" · ");
	return (
		<li className="paper-line">
			<span aria-hidden="true" className="tick-box" />
			<span className="font-medium tabular-nums">
				{clock(startsAt, zone, hour12)} – {clock(endsAt, zone, hour12)}
			</span>
			<span className="min-w-0 wrap-anywhere">
				<b className="font-[680]">{name}</b>
				{state !== "confirmed" && ` (${stateWords[state]})`}
				<span className="block">{what}</span>
			</span>
			<span className="min-w-0 whitespace-pre-line wrap-anywhere">
				{answers.map((said) => (
					<span key={said.label} className="block">
						{saidWords(said)}
					</span>
				))}
			</span>
		</li>
	);
}
