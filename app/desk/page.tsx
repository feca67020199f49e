import type { Metadata } from "next";
import { Suspense } from "react";
import { listDeskBookings } from "@/lib/desk/list-bookings";
import { mostBookings } from "@/lib/desk/schema";
import { addDays, dayOf, startOfDay } from "@/lib/time";
import { askerReadsHour12 } from "../_ui/asker.ts";
import { BookingDays } from "./booking-days.tsx";
import { DeskDoor } from "./desk-door.tsx";
import { DeskWaiting } from "./desk-waiting.tsx";
import { PastToggle } from "./past-toggle.tsx";

export const metadata: Metadata = { title: "Desk", robots: { index: false } };

type Props = { searchParams: Promise<{ past?: string }> };

export default function DeskPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="bookings" title="Your bookings">
				{async (who, desk) => {
					const past = (await searchParams).past === "1";
					const today = dayOf(Date.now(), desk.timeZone);
					const day = (count: number) =>
						new Date(startOfDay(addDays(today, count), desk.timeZone)).toISOString();
					// Nothing can be booked further ahead than 730 days.
					const [from, until] = past ? [day(-28), day(0)] : [day(0), day(731)];
					const bookings = await listDeskBookings(who, { from, until });
					return (
						<>
							<PastToggle past={past} />
							<BookingDays
								bookings={past ? bookings.toReversed() : bookings}
								desk={desk}
								past={past}
								today={today}
								hour12={await askerReadsHour12()}
							/>
							{bookings.length >= mostBookings && (
								<p className="mt-8 text-soft">
									There are more: only the first {mostBookings}
									{past ? " of these four weeks" : ""} are shown.
								</p>
							)}
						</>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
