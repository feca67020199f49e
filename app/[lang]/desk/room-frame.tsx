import type { ReactNode } from "react";
import { DeskNav } from "./desk-nav.tsx";
import { isOfOffice, type Page } from "./desk-pages.ts";
import { RequestsNote } from "./requests-note.tsx";
import type { Rooms } from "./rooms.ts";
import { schoolZone } from "./school-zone.ts";

type Props = {
	rooms: Rooms;
	page: Page["id"];
	title: string;
	zone?: string | undefined;
	children: ReactNode;
};

/** What all pages of a desk and of an office have above their own: where one is, and what waits for an answer or is amiss. */
export function RoomFrame({ rooms, page, title, zone, children }: Props) {
	const { desk, office } = rooms;
	const ofOffice = office && (!desk || isOfOffice(page));
	return (
		<>
			<DeskNav rooms={rooms} page={page} title={title} zone={zone} />
			{ofOffice ? (
				<RequestsNote requests={office.requests} timeZone={schoolZone(office)} ofSchool />
			) : (
				desk && (
					<RequestsNote
						requests={desk.requests}
						timeZone={desk.timeZone}
						// Where one is told of it at length, this is not said as well.
						brokenFeeds={page === "feeds" ? 0 : desk.brokenFeeds}
						outside={page === "feeds" || page === "hours" ? 0 : desk.outside}
					/>
				)
			)}
			{children}
		</>
	);
}
