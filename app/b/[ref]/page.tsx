import type { Metadata } from "next";
import Link from "next/link";
import type { Booking } from "@/lib/bookings/schema";
import { dayOf } from "@/lib/time";
import { clock, dayLabel } from "@/lib/time-words";
import { askerReadsHour12 } from "../../_ui/asker.ts";
import { BothTimes } from "../../_ui/both-times.tsx";
import { primaryButton } from "../../_ui/button.ts";
import { NothingHere } from "../../_ui/nothing-here.tsx";
import { BookingHead, type Shown } from "./booking-head.tsx";
import { CancelBooking } from "./cancel-booking.tsx";
import { findBooking } from "./find-booking.ts";
import { SaidFacts } from "./said-facts.tsx";
import { SeriesList } from "./series-list.tsx";

// Nothing of this page is known before the link is.
export const instant = false;
// Whoever has the link may cancel, so it stays out of search engines and referrers.
export const metadata: Metadata = {
	title: "Your booking",
	robots: { index: false, follow: false, nocache: true },
	referrer: "no-referrer",
};

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ booked?: string }> };

export default async function BookingPage({ params, searchParams }: Props) {
	const { ref } = await params;
	const booking = await findBooking(ref);
	if (!booking) return <NothingHere />;
	const fresh = (await searchParams).booked === "1";
	const hour12 = await askerReadsHour12();
	const { startsAt, endsAt, teacher, type, series, bookerTimeZone: zone } = booking;
	const over = booking.state === "confirmed" && Date.parse(endsAt) < Date.now();
	const state = over ? "completed" : (booking.state as Shown);
	const live = state === "confirmed" || state === "pending";
	return (
		<article data-focus-scope className="mx-auto mt-8 max-w-xl sm:mt-14">
			<BookingHead state={state} email={booking.email} fresh={fresh} dates={series?.length} />
			<section aria-label="Booking" className="mt-8 rounded-2xl border border-line bg-card p-5 sm:p-7">
				<p className="text-soft">
					{type.name} with{" "}
					<Link
						href={`/t/${teacher.handle}`}
						className="font-medium text-ink underline decoration-edge underline-offset-4"
					>
						{teacher.name}
					</Link>
				</p>
				<p
					className={`mt-1 mb-4 text-2xl font-[680] tracking-tight ${live || over ? "" : "text-soft line-through"}`}
				>
					{dayLabel(dayOf(startsAt, zone), "long")}
				</p>
				<BothTimes startsAt={startsAt} endsAt={endsAt} zone={zone} home={teacher.timeZone} hour12={hour12} />
				<p className="mt-4">
					Booked for {booking.name} <span className="text-soft">({booking.email})</span>
				</p>
				<SaidFacts {...booking} />
				{booking.cancelledByTeacher && (
					<p className="mt-4 whitespace-pre-line wrap-anywhere">
						{teacher.name} had to cancel{booking.cancelReason ? `: ${booking.cancelReason}` : "."}
					</p>
				)}
				{live && <WhatNext ref_={ref} booking={booking} hour12={hour12} />}
			</section>
			{series && series.length > 1 && (
				<SeriesList dates={series} zone={zone} home={teacher.timeZone} hour12={hour12} now={Date.now()} />
			)}
			{!live && (
				<p className="mt-6">
					<Link href={`/t/${teacher.handle}`} className={primaryButton}>
						Book another time
					</Link>
				</p>
			)}
		</article>
	);
}

/** How many dates of its series stand, itself among them, and do not begin too soon to be cancelled. */
function coming({ series = [], startsAt, cancelUntil }: Booking): number {
	const cutoff = Date.parse(startsAt) - Date.parse(cancelUntil);
	return series.filter(
		({ state, startsAt }) => state === "confirmed" && Date.parse(startsAt) - cutoff > Date.now(),
	).length;
}

function WhatNext({ ref_, booking, hour12 }: { ref_: string; booking: Booking; hour12: boolean }) {
	const { cancelUntil, teacher, series = [], bookerTimeZone: zone } = booking;
	const until = `${dayLabel(dayOf(cancelUntil, zone), "long")}, ${clock(cancelUntil, zone, hour12)}`;
	const open = Date.now() < Date.parse(cancelUntil);
	return (
		<>
			<div className="mt-6 flex flex-wrap gap-3">
				<a href={`/api/calendars/${ref_}`} className={primaryButton}>
					{series.length > 1 ? "Add this date to calendar" : "Add to calendar"}
				</a>
				{(open || coming(booking) > 1) && (
					<CancelBooking
						booking={ref_}
						until={open ? until : undefined}
						teacher={teacher.name}
						coming={coming(booking)}
					/>
				)}
			</div>
			<p className="mt-4 text-sm text-soft">
				{open
					? `You can cancel here until ${until}. Keep this link: it is the key to your booking.`
					: `It is too close to cancel online. If you cannot come, please tell ${teacher.name}${teacher.school === teacher.name ? "" : ` or ${teacher.school}`} directly.`}
			</p>
		</>
	);
}
