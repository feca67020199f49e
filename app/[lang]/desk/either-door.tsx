import type { ReactNode } from "react";
import { type DeskUser, deskUser } from "@/lib/auth";
import { SignIn } from "../../_ui/sign-in.tsx";
import type { EitherPage } from "./desk-pages.ts";
import { NoTeacher } from "./no-teacher.tsx";
import { RoomFrame } from "./room-frame.tsx";
import { type Rooms, roomsOf } from "./rooms.ts";

type Props = {
	page: EitherPage;
	title: string;
	/** By which clocks the page tells, where they are not those of the desk. */
	zone?: (rooms: Rooms) => string | undefined;
	children: (who: DeskUser, rooms: Rooms) => Promise<ReactNode>;
};

/** Lets in a teacher as well as a school's staff, and shows everybody else kindly what to do instead. */
export async function EitherDoor({ page, title, zone, children }: Props) {
	const who = await deskUser();
	if (!who) return <SignIn />;
	const rooms = await roomsOf(who);
	if (!rooms.desk && !rooms.office) return <NoTeacher />;
	return (
		<RoomFrame rooms={rooms} page={page} title={title} zone={zone?.(rooms)}>
			{await children(who, rooms)}
		</RoomFrame>
	);
}
