import "server-only";
import type { DeskUser } from "@/lib/auth";
import { openDesk } from "@/lib/desk/open-desk";
import type { Desk } from "@/lib/desk/schema";
import { openOffice } from "@/lib/office/open-office";
import type { Office } from "@/lib/office/schema";
import { Refusal } from "@/lib/refusal";

/** What is somebody's own here: a teacher's desk, the school's office, both or neither. */
export type Rooms = { desk: Desk | null; office: Office | null };

export async function roomsOf(who: DeskUser): Promise<Rooms> {
	const [desk, office] = await Promise.all([unlessDenied(openDesk(who)), unlessDenied(openOffice(who))]);
	return { desk, office };
}

async function unlessDenied<Room>(opening: Promise<Room>): Promise<Room | null> {
	try {
		return await opening;
	} catch (error) {
		if (error instanceof Refusal && error.code === "DNIED") return null;
		throw error;
	}
}
