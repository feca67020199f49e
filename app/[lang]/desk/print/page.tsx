import type { Metadata } from "next";
import { Suspense } from "react";
import { listBookings } from "@/lib/desk/list-bookings";
import { readAddress } from "@/lib/desk/list-schema";
import { dayOf } from "@/lib/time";
import { askerReadsHour12 } from "../../../_ui/asker.ts";
import { DeskDoor } from "../desk-door.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { ChooseDay } from "./choose-day.tsx";
import { DaySheet } from "./day-sheet.tsx";
import "./print.css";

export const metadata: Metadata = { title: "A day to print", robots: { index: false } };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

// More than any day has room for.
const most = 500;

export default function PrintPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<DeskDoor page="bookings" title="A day to print">
				{async (who, desk) => {
					const { from } = readAddress({ from: (await searchParams).day });
					const day = from ?? dayOf(Date.now(), desk.timeZone);
					const { bookings } = await listBookings(who, { from: day, until: day }, desk.timeZone, most);
					return (
						<>
							<ChooseDay day={day} />
							<DaySheet
								day={day}
								desk={desk}
								bookings={bookings.filter(({ state }) => state !== "cancelled" && state !== "declined")}
								hour12={await askerReadsHour12()}
							/>
						</>
					);
				}}
			</DeskDoor>
		</Suspense>
	);
}
