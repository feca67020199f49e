import "server-only";
import type { DeskUser } from "../auth.ts";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { readStatus, type StatusAnswer } from "../openings/opening-status.ts";
import { refusalsOf } from "../openings/pulse.ts";
import { type OwnOpeningAnswer, readOwnOpening } from "./read-own-opening.ts";
import type { OpeningEvent, Watched } from "./schema.ts";

type Answer = {
	opening: OwnOpeningAnswer;
	status: StatusAnswer;
	invited: number;
	people: Watched["people"];
	seats: Watched["seats"];
	pace: { pace: number; pace_most: number; why: string; choosing: number; paced_at: string | null };
	log: OpeningEvent[];
};

/** An opening while it runs, and a hundred lines of its log before the line `before`, null for the newest. Refuses DNIED, NTFND. */
export async function watchOpening(who: DeskUser, id: string, before: number | null): Promise<Watched> {
	const [answer, refusals] = await Promise.all([
		call<Answer>("watch_opening", who.userId, id, before),
		refusalsOf(id),
	]);
	const { pace_most, paced_at, ...pace } = answer.pace;
	return {
		opening: readOwnOpening(answer.opening),
		status: readStatus(answer.status),
		invited: answer.invited,
		people: answer.people,
		seats: answer.seats,
		pace: { ...pace, paceMost: pace_most, pacedAt: paced_at && isoInstant(paced_at) },
		refusals: refusals ?? null,
		log: answer.log.map((event) => ({ ...event, at: isoInstant(event.at) })),
	};
}
