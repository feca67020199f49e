import type { Run } from "../rehearsal/run.ts";
import { weeksShown } from "./scenario.ts";

/** What people who look at a teacher's page on ordinary days make of work in a month: the edge's, nearly all of it. */
export type Views = { edge: number; origin: number; bytes: number; cpuSeconds: number };

/** Two minutes each, within twelve hours of the day, at the pace of days on which nothing comes and goes. */
const stays = 120;
const pace = 10.5;
const dayHours = 12;
export const daysAMonth = 30;

export function viewsOf(run: Run, viewersADay: number, teachers: number, edges: number): Views {
	const { visit, costs } = run.tiers;
	const lists = viewersADay * (stays / pace) * weeksShown;
	// Each list is made anew at most once a second for each edge; on a quiet day that is nearly every time.
	const copies = teachers * edges;
	const seconds = dayHours * 3_600;
	const origin = seconds * copies * (1 - Math.exp(-lists / seconds / copies));
	const files = visit.openingFiles.requests + visit.teacherFiles.requests;
	const fileBytes = visit.openingFiles.bytes + visit.teacherFiles.bytes;
	return {
		edge: daysAMonth * (viewersADay * (1 + files) + lists),
		origin: daysAMonth * origin,
		bytes: daysAMonth * (viewersADay * (visit.teacherPage.bytes + fileBytes) + lists * visit.slots.bytes),
		cpuSeconds:
			(daysAMonth * origin * (costs.instances.byRoute["GET slots"] ?? costs.instances.rest)) / 1_000,
	};
}
