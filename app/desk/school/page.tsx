import type { Metadata } from "next";
import { Suspense } from "react";
import { readAddress } from "@/lib/desk/list-schema";
import { Bell } from "../../_ui/bell.tsx";
import { BookingList } from "../_list/booking-list.tsx";
import { DeskWaiting } from "../desk-waiting.tsx";
import { OfficeDoor } from "../office-door.tsx";
import { schoolZone } from "../school-zone.ts";

export const metadata: Metadata = { title: "All bookings", robots: { index: false } };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The bookings of all of a school's teachers, for its office. */
export default function SchoolPage({ searchParams }: Props) {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<OfficeDoor title="All bookings" page="school">
				{async (who, office) => (
					<BookingList
						who={who}
						path="/desk/school"
						wish={readAddress(await searchParams)}
						zone={schoolZone(office)}
						school
						empty={<NothingYet />}
					/>
				)}
			</OfficeDoor>
		</Suspense>
	);
}

function NothingYet() {
	return (
		<div className="rounded-2xl border border-dashed border-edge px-6 py-12 text-center">
			<Bell className="mx-auto mb-4 size-10 opacity-60" />
			<h2 className="text-xl">No bookings here</h2>
			<p className="mx-auto mt-2 max-w-sm text-soft">
				What families book with your teachers shows up here, all of it in one list.
			</p>
		</div>
	);
}
