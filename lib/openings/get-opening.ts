import "server-only";
import { call } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { Refusal } from "../refusal.ts";
import { type Opening, OpeningId } from "./schema.ts";

type Answer = {
	id: string;
	name: string;
	school: string;
	audience: Opening["audience"];
	waiting_room: boolean;
	bookings_each: number;
	joins_at: string;
	opens_at: string;
	closes_at: string | null;
	ended: boolean;
	released: boolean;
	time_zone: string | null;
	groups: { name: string; opens_at: string; commitment: string }[];
	teachers: Opening["teachers"];
};

/** An opening's public page. Refuses NTFND. */
export async function getOpening(id: string): Promise<Opening> {
	if (!OpeningId.safeParse(id).success) throw new Refusal("NTFND");
	const answer = await call<Answer>("get_opening", id);
	return {
		id: answer.id,
		name: answer.name,
		school: answer.school,
		audience: answer.audience,
		waitingRoom: answer.waiting_room,
		bookingsEach: answer.bookings_each,
		joinsAt: isoInstant(answer.joins_at),
		opensAt: isoInstant(answer.opens_at),
		closesAt: answer.closes_at && isoInstant(answer.closes_at),
		ended: answer.ended,
		released: answer.released,
		timeZone: answer.time_zone,
		groups: answer.groups.map(({ name, opens_at, commitment }) => ({
			name,
			opensAt: isoInstant(opens_at),
			commitment,
		})),
		teachers: answer.teachers,
	};
}
