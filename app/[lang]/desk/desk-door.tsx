import type { ReactNode } from "react";
import { type DeskUser, deskUser } from "@/lib/auth";
import type { Desk } from "@/lib/desk/schema";
import { SignIn } from "../../_ui/sign-in.tsx";
import type { DeskPage } from "./desk-pages.ts";
import { NoTeacher } from "./no-teacher.tsx";
import { OpeningList } from "./openings/opening-list.tsx";
import { RoomFrame } from "./room-frame.tsx";
import { roomsOf } from "./rooms.ts";

type Props = {
	page: DeskPage;
	title: string;
	children: (who: DeskUser, desk: Desk) => Promise<ReactNode>;
};

/**
 * Lets a teacher in to their own desk, and shows everybody else kindly what to do instead. Who looks after the school
 * and teaches nobody finds its openings here.
 */
export async function DeskDoor({ page, title, children }: Props) {
	const who = await deskUser();
	if (!who) return <SignIn />;
	const rooms = await roomsOf(who);
	if (rooms.desk)
		return (
			<RoomFrame rooms={rooms} page={page} title={title}>
				{await children(who, rooms.desk)}
			</RoomFrame>
		);
	if (!rooms.office) return <NoTeacher />;
	return (
		<RoomFrame rooms={rooms} page="openings" title="Openings">
			<OpeningList office={rooms.office} />
		</RoomFrame>
	);
}
