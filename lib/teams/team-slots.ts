import "server-only";
import { read } from "../db.ts";
import { isoInstant } from "../instant.ts";
import { weekBounds } from "../slots/week-bounds.ts";
import { type Snapshot, snapshot } from "../snapshots.ts";
import type { ListTeamSlots, TeamSlot } from "./schema.ts";

// It tells of many teachers, and hears of none of their changes: so it is never older than this.
const lifeMs = 1_000;

type Answer = { slots: { starts_at: string; ends_at: string; seats_left: number; teachers: number }[] };

/** A week of a team's free times as everybody is sent them, one copy for all: {week, slots: TeamSlot[]}. Refuses NTFND. */
export function teamSlots({ team, type, week, minutes }: ListTeamSlots): Promise<Snapshot> {
	const { from, until } = weekBounds(week);
	return snapshot({
		topic: `team:${team}`,
		key: [type, week, ...(minutes ? [minutes] : [])].join("/"),
		load: async () => {
			const { slots } = await read<Answer>("list_team_slots", team, type, from, until, minutes ?? null);
			return { answer: { week, slots: slots.map(readTeamSlot) }, lifeMs };
		},
	});
}

function readTeamSlot(row: Answer["slots"][number]): TeamSlot {
	return {
		startsAt: isoInstant(row.starts_at),
		endsAt: isoInstant(row.ends_at),
		seatsLeft: row.seats_left,
		teachers: row.teachers,
	};
}
