import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { type RequestsAnswer, readRequests } from "./read-requests.ts";
import type { Desk } from "./schema.ts";

type Answer = {
	handle: string;
	name: string;
	school: string;
	time_zone: string;
	has_hours: boolean;
	requests: RequestsAnswer;
	broken_feeds: number;
	outside: number;
};

/** What the desk opens with. Refuses DNIED for a user who is no teacher. */
export async function openDesk(who: DeskUser): Promise<Desk> {
	const desk = await call<Answer>("open_desk", who.userId);
	return {
		handle: desk.handle,
		name: desk.name,
		school: desk.school,
		timeZone: desk.time_zone,
		hasHours: desk.has_hours,
		requests: readRequests(desk.requests),
		brokenFeeds: desk.broken_feeds,
		outside: desk.outside,
	};
}
