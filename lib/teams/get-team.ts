import "server-only";
import { call } from "../db.ts";
import type { Team, TeamType } from "./schema.ts";

type Answer = Omit<Team, "timeZone" | "types"> & {
	time_zone: string;
	types: (Omit<TeamType, "durationMinutes" | "otherDurations" | "placeKind"> & {
		duration_minutes: number;
		other_durations: number[];
		place_kind: TeamType["placeKind"];
	})[];
};

/** A team's public page. Refuses NTFND. */
export async function getTeam(handle: string): Promise<Team> {
	const { time_zone, types, ...team } = await call<Answer>("get_team", handle);
	return {
		...team,
		timeZone: time_zone,
		types: types.map(({ duration_minutes, other_durations, place_kind, ...type }) => ({
			...type,
			durationMinutes: duration_minutes,
			otherDurations: other_durations,
			placeKind: place_kind,
		})),
	};
}
