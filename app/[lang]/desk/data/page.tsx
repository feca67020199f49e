import type { Metadata } from "next";
import { Suspense } from "react";
import { plainButton } from "../../../_ui/button.ts";
import { DeskWaiting } from "../desk-waiting.tsx";
import { EitherDoor } from "../either-door.tsx";
import type { Rooms } from "../rooms.ts";
import { EraseBooker } from "./erase-booker.tsx";
import { EraseOneTeacher, LeaveAsSchool, LeaveAsTeacher } from "./leavers.tsx";

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

/** What is held of a teacher and of a school, to take along; and how each of them goes. */
function OwnData({ rooms }: { rooms: Rooms }) {
	const zone = rooms.desk?.timeZone ?? rooms.office?.teachers[0]?.timeZone ?? "UTC";
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
			{rooms.office && rooms.office.teachers.length > 0 && (
				<EraseOneTeacher teachers={named(rooms.office.teachers)} zone={zone} />
			)}
			{rooms.desk && (
				<LeaveAsTeacher own={{ handle: rooms.desk.handle, name: rooms.desk.name }} zone={zone} />
			)}
			{rooms.office && (
				<LeaveAsSchool
					school={{
						...{ handle: rooms.office.schoolHandle, name: rooms.office.school },
						teachers: named(rooms.office.teachers),
					}}
					zone={zone}
				/>
			)}
		</div>
	);
}

const named = (teachers: { handle: string; name: string }[]) =>
	teachers.map(({ handle, name }) => ({ handle, name }));
