import type { Metadata } from "next";
import { Suspense } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { DeskWaiting } from "../desk-waiting.tsx";
import { EitherDoor } from "../either-door.tsx";
import type { Rooms } from "../rooms.ts";
import { EraseBooker } from "./erase-booker.tsx";

export const metadata: Metadata = { title: "Data", robots: { index: false } };

export default function DataPage() {
	return (
		<Suspense fallback={<DeskWaiting />}>
			<EitherDoor page="data" title="Data">
				{async (_who, rooms) => <OwnData rooms={rooms} />}
			</EitherDoor>
		</Suspense>
	);
}

/** What is held of a teacher and of a school, to take along; and a booker's, to be erased at their request. */
function OwnData({ rooms }: { rooms: Rooms }) {
	return (
		<div className="grid max-w-2xl gap-5">
			<section aria-labelledby="take-along" className="rounded-2xl border border-line bg-card p-5">
				<h2 id="take-along" className="mb-1 text-xl">
					Take it along
				</h2>
				<p className="mb-4 text-soft">
					Everything that is kept here, as one file in JSON. Bookings alone, as a table, are at the list of
					bookings.
				</p>
				<p className="flex flex-wrap gap-3">
					{rooms.desk && (
						<a href="/api/desk-exports?of=desk" download className={plainButton}>
							Download what is yours
						</a>
					)}
					{rooms.office && (
						<a href="/api/desk-exports?of=school" download className={plainButton}>
							Download all of the school
						</a>
					)}
				</p>
			</section>
			{rooms.office && <EraseBooker school={rooms.office.school} />}
		</div>
	);
}
