import type { ListedBooking } from "@/lib/desk/list-schema";
import { missedWords, standing } from "@/lib/desk/words";
import { sameClock } from "@/lib/time";
import { clock, zoneCity } from "@/lib/time-words";
import { YourTime } from "../your-time.tsx";
import { Attendance } from "./attendance.tsx";
import { BookingFacts } from "./booking-facts.tsx";
import { CancelOne } from "./cancel-one.tsx";
import { DecideOne } from "./decide-one.tsx";

type Props = { booking: ListedBooking; zone: string; hour12: boolean; school: boolean };

/** One booking: when, who and what; it opens to everything else. */
export function BookingRow({ booking, zone, hour12, school }: Props) {
	const { id, state, startsAt, endsAt, name, type, teacher, timeZone, isUnreached, missed } = booking;
	const off = state === "cancelled" || state === "declined";
	const asks = state === "pending" && Date.parse(booking.decideUntil ?? startsAt) > Date.now();
	const begun = Date.parse(startsAt) <= Date.now();
	const marks = begun && (state === "confirmed" || state === "completed" || state === "no_show");
	return (
		<li className="grid lg:grid-cols-[1fr_auto]">
			<details className="group min-w-0">
				<summary className="flex min-h-13 items-start gap-3 px-4 py-3 -outline-offset-2 hover:bg-chalk/50">
					<span className="grid grow gap-x-6 gap-y-0.5 sm:grid-cols-[8.5rem_1fr_auto] sm:items-baseline">
						<span className={`font-medium tabular-nums ${off ? "text-soft line-through" : ""}`}>
							{clock(startsAt, zone, hour12)} – {clock(endsAt, zone, hour12)}
							<YourTime at={startsAt} home={zone} />
							{!sameClock(startsAt, timeZone, zone) && (
								<span className="block text-sm font-normal text-soft">
									{clock(startsAt, timeZone, hour12)} {zoneCity(timeZone)}, {teacher}
								</span>
							)}
						</span>
						<span className={`min-w-0 wrap-anywhere ${off ? "text-soft line-through" : "font-medium"}`}>
							{name}
						</span>
						<span className="text-sm text-soft">
							{type}
							{school && ` · ${teacher}`}
							{!marks && state !== "confirmed" && (
								<span className="ml-2 rounded-md bg-chalk px-2 py-0.5 text-chalk-ink">
									{standing(booking)}
								</span>
							)}
							{isUnreached && (
								<span className="ml-2 rounded-md bg-brass-tint px-2 py-0.5 text-brass-ink">
									Mail came back
								</span>
							)}
							{(state === "confirmed" || state === "pending") && missed > 0 && (
								<span className="ml-2 rounded-md bg-brass-tint px-2 py-0.5 text-brass-ink">
									{missedWords(missed)}
								</span>
							)}
						</span>
					</span>
					<span aria-hidden="true" className="text-soft transition-transform group-open:rotate-90">
						›
					</span>
				</summary>
				<div className="grid gap-5 px-4 pt-1 pb-5">
					<BookingFacts booking={booking} zone={zone} hour12={hour12} />
					{state === "confirmed" && !begun && <CancelOne booking={id} startsAt={startsAt} name={name} />}
				</div>
			</details>
			{asks && (
				<div className="px-4 pb-3 lg:py-1">
					<DecideOne booking={id} name={name} />
				</div>
			)}
			{marks && <Attendance booking={id} name={name} state={state} />}
		</li>
	);
}
