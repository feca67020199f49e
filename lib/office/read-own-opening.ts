import "server-only";
import { isoInstant } from "../instant.ts";
import type { OwnOpening } from "./schema.ts";

/** What app.describe_opening gives. */
export type OwnOpeningAnswer = {
	id: string;
	name: string;
	audience: OwnOpening["audience"];
	waiting_room: boolean;
	bookings_each: number;
	joins_at: string;
	opens_at: string;
	closes_at: string | null;
	version: number;
	paused_at: string | null;
	ended_at: string | null;
	released_at: string | null;
	teacher: string | null;
	type: string | null;
	pace_most: number;
	groups: { name: string; opens_at: string; drawn_at: string | null }[];
};

const instant = (text: string | null) => text && isoInstant(text);

export function readOwnOpening(answer: OwnOpeningAnswer): OwnOpening {
	return {
		id: answer.id,
		name: answer.name,
		audience: answer.audience,
		waitingRoom: answer.waiting_room,
		bookingsEach: answer.bookings_each,
		joinsAt: isoInstant(answer.joins_at),
		opensAt: isoInstant(answer.opens_at),
		closesAt: instant(answer.closes_at),
		version: answer.version,
		pausedAt: instant(answer.paused_at),
		endedAt: instant(answer.ended_at),
		releasedAt: instant(answer.released_at),
		teacher: answer.teacher,
		type: answer.type,
		paceMost: answer.pace_most,
		groups: answer.groups.map(({ name, opens_at, drawn_at }) => ({
			name,
			opensAt: isoInstant(opens_at),
			drawnAt: instant(drawn_at),
		})),
	};
}
