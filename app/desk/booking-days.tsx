import Link from "next/link";
import type { Desk, DeskBooking } from "@/lib/desk/schema";
import { addDays, type Day, groupByDay } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { Bell } from "../_ui/bell.tsx";
import { primaryButton } from "../_ui/button.ts";
import { YourTime } from "./your-time.tsx";

type Props = { bookings: DeskBooking[]; desk: Desk; past: boolean; today: Day; hour12: boolean };

/** A teacher's bookings, day by day. */
export function BookingDays({ bookings, desk, past, today, hour12 }: Props) {
	if (bookings.length === 0) return <NoBookings desk={desk} past={past} />;
	return (
		<div className="grid gap-8">
			{[...groupByDay(bookings, desk.timeZone)].map(([day, list]) => (
				<section key={day} aria-labelledby={`day-${day}`} className="grid gap-3 lg:grid-cols-[12rem_1fr]">
					<h2 id={`day-${day}`} className="pt-1 text-lg">
						{dayLabel(day, "long")}
						{day.slice(0, 4) !== today.slice(0, 4) && ` ${day.slice(0, 4)}`}
						{day <= addDays(today, 1) && !past && (
							<span className="ml-2 rounded-md bg-brass-tint px-2 py-0.5 text-sm text-brass-ink lg:ml-0 lg:block lg:w-fit">
								{day === today ? "Today" : "Tomorrow"}
							</span>
						)}
					</h2>
					<ul className="divide-y divide-line rounded-2xl border border-line bg-card">
						{list.map((booking) => (
							<Row key={booking.id} booking={booking} zone={desk.timeZone} hour12={hour12} />
						))}
					</ul>
				</section>
			))}
		</div>
	);
}

const states: Partial<Record<DeskBooking["state"], string>> = {
	pending: "Waits for your answer",
	cancelled: "Cancelled",
	no_show: "Missed",
};

function Row({ booking, zone, hour12 }: { booking: DeskBooking; zone: string; hour12: boolean }) {
	const off = booking.state === "cancelled";
	return (
		<li className="grid gap-x-6 gap-y-0.5 px-4 py-3.5 sm:grid-cols-[9rem_1fr_auto] sm:items-baseline">
			<p className={`font-medium tabular-nums ${off ? "text-soft line-through" : ""}`}>
				{clock(booking.startsAt, zone, hour12)} – {clock(booking.endsAt, zone, hour12)}
				<YourTime at={booking.startsAt} home={zone} />
			</p>
			<div className="min-w-0">
				<p className={off ? "text-soft line-through" : "font-medium"}>{booking.name}</p>
				<a
					href={`mailto:${booking.email}`}
					className="-my-1 inline-flex min-h-8 max-w-full items-center text-sm break-all text-soft underline decoration-edge underline-offset-4 hover:text-ink"
				>
					{booking.email}
				</a>
			</div>
			<p className="text-sm text-soft">
				{booking.type}
				{states[booking.state] && (
					<span className="ml-2 rounded-md bg-chalk px-2 py-0.5 text-chalk-ink">{states[booking.state]}</span>
				)}
			</p>
		</li>
	);
}

function NoBookings({ desk, past }: { desk: Desk; past: boolean }) {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h2 className="text-xl">{past ? "Nothing in the past four weeks" : "No bookings yet"}</h2>
			{!past && (
				<>
					<p className="mx-auto mt-2 mb-5 max-w-sm text-soft">
						{desk.spans.length
							? "Send people the link to your public page: what they book shows up here."
							: "Say when you are free each week, and people can book you."}
					</p>
					<Link href={desk.spans.length ? `/t/${desk.handle}` : "/desk/hours"} className={primaryButton}>
						{desk.spans.length ? "See your public page" : "Set your weekly hours"}
					</Link>
				</>
			)}
		</div>
	);
}
