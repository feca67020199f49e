import "server-only";
import { call } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { type OfferAnswer, readOffer } from "../teachers/read-offer.ts";
import { Handle } from "../teachers/schema.ts";
import type { Team } from "./schema.ts";

type Answer = Pick<Team, "handle" | "name" | "school" | "teachers"> & {
	/** None where nobody is in it. */
	time_zone: string | null;
	types: (OfferAnswer & { teachers: number })[];
};

/** A team's public page. Refuses NTFND, and what can be no handle without asking the database. */
export async function getTeam(handle: string): Promise<Team> {
	if (!Handle.safeParse(handle).success) throw new Refusal("NTFND");
	const { time_zone, types, ...team } = await call<Answer>("get_team", handle);
	return {
		...team,
		timeZone: time_zone ?? "UTC",
		types: types.map((type) => ({ ...readOffer(type), teachers: type.teachers })),
	};
}
