import type { ReactNode } from "react";
import { type DeskUser, deskUser } from "@/lib/auth";
import { openDesk } from "@/lib/desk/open-desk";
import type { Desk } from "@/lib/desk/schema";
import { Refusal } from "@/lib/refusal";
import { DeskNav } from "./desk-nav.tsx";
import { NoTeacher } from "./no-teacher.tsx";
import { SignIn } from "./sign-in.tsx";

type Props = { page: "bookings" | "hours"; children: (who: DeskUser, desk: Desk) => Promise<ReactNode> };

/** Lets a teacher in to their own desk, and shows everybody else kindly what to do instead. */
export async function DeskDoor({ page, children }: Props) {
	const who = await deskUser();
	if (!who) return <SignIn />;
	const desk = await open(who);
	if (!desk) return <NoTeacher />;
	return (
		<>
			<DeskNav desk={desk} page={page} />
			{await children(who, desk)}
		</>
	);
}

async function open(who: DeskUser): Promise<Desk | null> {
	try {
		return await openDesk(who);
	} catch (error) {
		if (error instanceof Refusal && error.code === "DNIED") return null;
		throw error;
	}
}
