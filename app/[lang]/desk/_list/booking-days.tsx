import type { ListedBooking } from "@/lib/desk/list-schema";
import { addDays, type Day, groupByDay } from "@/lib/time";
import { dayLabel } from "@/lib/time-words";
import { BookingRow } from "./booking-row.tsx";
import { CancelDays } from "./cancel-days.tsx";

type Props = {
	bookings: ListedBooking[];
	/** By whose clocks the days are. */
	zone: string;
	today: Day;
	hour12: boolean;
	/** Of several teachers. */
	school: boolean;
};

/** Bookings, day by day. */
export function BookingDays({ bookings, zone, today, hour12, school }: Props) {
	return (
		<div className="grid gap-8">
			{[...groupByDay(bookings, zone)].map(([day, list]) => (
				<section
					key={day}
					data-focus-scope
					aria-labelledby={`day-${day}`}
					className="grid gap-3 lg:grid-cols-[12rem_1fr]"
				>
					<div className="flex flex-wrap items-center justify-between gap-x-4 lg:block">
						<h2 id={`day-${day}`} data-focus-home className="pt-1 text-lg">
							{dayLabel(day, "long")}
							{day.slice(0, 4) !== today.slice(0, 4) && ` ${day.slice(0, 4)}`}
							{(day === today || day === addDays(today, 1)) && (
								<span className="ml-2 rounded-md bg-brass-tint px-2 py-0.5 text-sm text-brass-ink lg:ml-0 lg:block lg:w-fit">
									{day === today ? "Today" : "Tomorrow"}
								</span>
							)}
						</h2>
						{!school && list.some(canBeCancelled) && <CancelDays from={day} until={day} zone={zone} />}
					</div>
					<ul className="self-start divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card">
						{list.map((booking) => (
							<BookingRow key={booking.id} booking={booking} zone={zone} hour12={hour12} school={school} />
						))}
					</ul>
				</section>
			))}
		</div>
	);
}

function canBeCancelled({ state, startsAt }: ListedBooking): boolean {
	return (state === "confirmed" || state === "pending") && Date.parse(startsAt) > Date.now();
}
