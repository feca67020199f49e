import type { ReactNode } from "react";
import { type DeskUser, deskUser } from "@/lib/auth";
import type { Office, OwnOpening } from "@/lib/office/schema";
import { NothingHere } from "../../_ui/nothing-here.tsx";
import { SignIn } from "../../_ui/sign-in.tsx";
import type { OfficePage } from "./desk-pages.ts";
import { NoOffice } from "./no-office.tsx";
import { NoTeacher } from "./no-teacher.tsx";
import { OpeningNav, type OpeningPage } from "./openings/opening-nav.tsx";
import { RoomFrame } from "./room-frame.tsx";
import { roomsOf } from "./rooms.ts";
import { openingZone } from "./school-zone.ts";

type Props = {
	page?: OfficePage;
	title: string;
	children: (who: DeskUser, office: Office) => ReactNode | Promise<ReactNode>;
};

/** Lets a school's staff in to its openings or its teams, and shows everybody else kindly what to do instead. */
export async function OfficeDoor({ page = "openings", title, children }: Props) {
	const who = await deskUser();
	if (!who) return <SignIn />;
	const rooms = await roomsOf(who);
	const { office } = rooms;
	if (office)
		return (
			<RoomFrame rooms={rooms} page={page} title={title}>
				{await children(who, office)}
			</RoomFrame>
		);
	return rooms.desk ? <NoOffice rooms={rooms} page={page} /> : <NoTeacher />;
}

type OpeningProps = {
	id: Promise<{ id: string }>;
	page: OpeningPage;
	children: (at: { who: DeskUser; office: Office; opening: OwnOpening; zone: string }) => Promise<ReactNode>;
};

/** The same for one opening of theirs; another school's is as if it were not there. */
export async function OpeningDoor({ id, page, children }: OpeningProps) {
	const who = await deskUser();
	if (!who) return <SignIn />;
	const rooms = await roomsOf(who);
	const { office } = rooms;
	if (!office) return rooms.desk ? <NoOffice rooms={rooms} /> : <NoTeacher />;
	const wanted = (await id).id.toLowerCase();
	const opening = office.openings.find((each) => each.id === wanted);
	if (!opening) return <NothingHere />;
	const zone = openingZone(office, opening.teacher);
	return (
		<RoomFrame rooms={rooms} page="openings" title={opening.name} zone={zone}>
			<OpeningNav opening={opening} page={page} />
			{await children({ who, office, opening, zone })}
		</RoomFrame>
	);
}
