import Link from "next/link";
import { primaryButton } from "../../_ui/button.ts";
import { DeskNav } from "../desk-nav.tsx";
import type { Rooms } from "../rooms.ts";

type Props = { rooms: Rooms; page?: "openings" | "teams" };

/** For a teacher who came by a link that is not for them. */
export function NoOffice({ rooms, page = "openings" }: Props) {
	const what = page === "teams" ? "Teams" : "Openings";
	return (
		<>
			<DeskNav rooms={rooms} page={page} title={what} />
			<div className="max-w-xl">
				<h2 className="text-xl">{what} are made by your school’s office</h2>
				<p className="mt-2 mb-5 text-soft">
					Your own bookings and hours are yours alone, and they go on as always. If you should look after
					{what.toLowerCase()}, too, ask {rooms.desk?.school} to add your address to its staff.
				</p>
				<Link href="/desk" className={primaryButton}>
					See your bookings
				</Link>
			</div>
		</>
	);
}
