import type { Metadata } from "next";
import { Suspense } from "react";
import { readAddress } from "@/lib/desk/list-schema";
import { EmptyBox } from "../../../_ui/empty-box.tsx";
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
		<EmptyBox bell title="No bookings here">
			<p className="mx-auto mt-2 max-w-sm text-soft">
				What families book with your teachers shows up here, all of it in one list.
			</p>
		</EmptyBox>
	);
}
