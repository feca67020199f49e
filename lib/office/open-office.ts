import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type RequestsAnswer, readRequests } from "../desk/read-requests.ts";
import { type OwnOpeningAnswer, readOwnOpening } from "./read-own-opening.ts";
import type { Office } from "./schema.ts";

type Answer = {
	email: string;
	school: string;
	school_handle: string;
	teachers: (Omit<Office["teachers"][number], "timeZone"> & { time_zone: string })[];
	openings: OwnOpeningAnswer[];
	requests: RequestsAnswer;
};

/** What a staff member's desk opens with. Refuses DNIED for who is not of the staff. */
export async function openOffice(who: DeskUser): Promise<Office> {
	const { teachers, openings, requests, school_handle, ...office } = await call<Answer>(
		"open_office",
		who.userId,
	);
	return {
		...office,
		schoolHandle: school_handle,
		teachers: teachers.map(({ time_zone, ...teacher }) => ({ ...teacher, timeZone: time_zone })),
		openings: openings.map(readOwnOpening),
		requests: readRequests(requests),
	};
}
