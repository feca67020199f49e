import type { Metadata } from "next";
import { Suspense } from "react";
import { listDeskBookings } from "@/lib/desk/list-bookings";
import { addDays, dayOf, startOfDay } from "@/lib/time";
import { BookingDays } from "./booking-days.tsx";
import { DeskDoor } from "./desk-door.tsx";
import { DeskWaiting } from "./desk-waiting.tsx";
import { PastToggle } from "./past-toggle.tsx";

export const metadata: Metadata = { title: "Desk", robots: { index: false } };

type Props = { searchParams: Promise<{ past?: string }> };

export default function DeskPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="bookings">
				{async (who, desk) => {
					const past = (await searchParams).past === "1";
					const today = dayOf(Date.now(), desk.timeZone);
					const day = (count: number) =>
						new Date(startOfDay(addDays(today, count), desk.timeZone)).toISOString();
					const [from, until] = past ? [day(-28), day(0)] : [day(0), day(366)];
					const bookings = await listDeskBookings(who, { from, until });
					return (
						<>
							<PastToggle past={past} />
							<BookingDays
								bookings={past ? bookings.toReversed() : bookings}
								desk={desk}
								past={past}
								today={today}
							/>
						</>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
