import type { Metadata } from "next";
import { Suspense } from "react";
import { readAddress } from "@/lib/desk/list-schema";
import { BookingList } from "./_list/booking-list.tsx";
import { DeskDoor } from "./desk-door.tsx";
import { DeskWaiting } from "./desk-waiting.tsx";
import { NoBookings } from "./no-bookings.tsx";

export const metadata: Metadata = { title: "Desk", robots: { index: false } };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default function DeskPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="bookings" title="Your bookings">
				{async (who, desk) => {
					const { team, ...wish } = readAddress(await searchParams);
					return (
						<BookingList
							who={who}
							path="/desk"
							wish={wish}
							zone={desk.timeZone}
							empty={<NoBookings desk={desk} past={wish.past === "1"} />}
						/>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
