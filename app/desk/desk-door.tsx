import type { ReactNode } from "react";
import { type DeskUser, deskUser } from "@/lib/auth";
import type { Desk } from "@/lib/desk/schema";
import { DeskNav } from "./desk-nav.tsx";
import { NoTeacher } from "./no-teacher.tsx";
import { OpeningList } from "./openings/opening-list.tsx";
import { roomsOf } from "./rooms.ts";
import { SignIn } from "./sign-in.tsx";

type Props = {
	page: "bookings" | "hours" | "feeds";
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
			<>
				<DeskNav rooms={rooms} page={page} title={title} />
				{await children(who, rooms.desk)}
			</>
		);
	if (!rooms.office) return <NoTeacher />;
	return (
		<>
			<DeskNav rooms={rooms} page="openings" title="Openings" />
			<OpeningList office={rooms.office} />
		</>
	);
}
