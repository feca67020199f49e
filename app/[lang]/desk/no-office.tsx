import Link from "next/link";
import { primaryButton } from "../../_ui/button.ts";
import { DeskNav } from "./desk-nav.tsx";
import type { OfficePage } from "./desk-pages.ts";
import type { Rooms } from "./rooms.ts";

type Props = { rooms: Rooms; page?: OfficePage };

const pages: Record<OfficePage, { title: string; whose: string }> = {
	openings: { title: "Openings", whose: "Openings are made by your school’s office" },
	teams: { title: "Teams", whose: "Teams are made by your school’s office" },
	school: { title: "All bookings", whose: "All bookings are seen by your school’s office" },
};

/** For a teacher who came by a link that is not for them. */
export function NoOffice({ rooms, page = "openings" }: Props) {
	const { title, whose } = pages[page];
	return (
		<>
			<DeskNav rooms={rooms} page={page} title={title} />
			<div className="max-w-xl">
				<h2 className="text-xl">{whose}</h2>
				<p className="mt-2 mb-5 text-soft">
					Your own bookings and hours are yours alone, and they go on as always. If you should look after the
					school’s, too, ask {rooms.desk?.school} to add your address to its staff.
				</p>
				<Link href="/desk" className={primaryButton}>
					See your bookings
				</Link>
			</div>
		</>
	);
}
