import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Booking } from "@/lib/bookings/answer";
import { env } from "@/lib/env";
import { momentLabel } from "@/lib/time-words";
import { plainButton } from "../../../_ui/button.ts";
import { AddToCalendar } from "./add-to-calendar.tsx";
import { CancelBooking } from "./cancel-booking.tsx";

type Props = { ref_: string; booking: Booking; hour12: boolean };

/** What can be done with what is booked, and until when. */
export function WhatNext({ ref_, booking, hour12 }: Props) {
	const { cancelUntil, teacher, series = [], bookerTimeZone: zone } = booking;
	const words = useTranslations("booking.next");
	const until = momentLabel(cancelUntil, zone, hour12, cancelUntil, useLocale());
	const open = Date.now() < Date.parse(cancelUntil);
	const canMove = open && booking.isOffered && booking.state === "confirmed";
	return (
		<>
			<div className="mt-6 flex flex-wrap gap-3">
				<AddToCalendar ref_={ref_} url={`${env().APP_URL}/b/${ref_}`} booking={booking} />
				{canMove && (
					<Link href={`/b/${ref_}/move`} prefetch={false} className={plainButton}>
						{words(series.length > 1 ? "moveDate" : "move")}
					</Link>
				)}
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
					? words(canMove ? "untilBoth" : "untilCancel", { until })
					: words(teacher.school === teacher.name ? "tooClose" : "tooCloseSchool", {
							teacher: teacher.name,
							school: teacher.school,
						})}
			</p>
		</>
	);
}

/** How many dates of its series stand, itself among them, and can be cancelled still. */
function coming({ series = [] }: Booking): number {
	return series.filter(
		({ state, cancelUntil }) => state === "confirmed" && Date.parse(cancelUntil) > Date.now(),
	).length;
}
