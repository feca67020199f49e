import { median } from "../quantile.ts";
import { withClients } from "./clients.ts";
import type { Line } from "./line.ts";
import { shown } from "./rounds.ts";
import { halfHour, seedTeachers } from "./school.ts";

const bar = 5;

/** A week of a teacher with 1,000 bookings, by the database's own clock. No ratio: the bar is a time. */
export const listWeek: Line = {
	name: "list_week_ms",
	a: "ms, median of 20",
	b: "ms, the bar",
	unit: "ms",
	aim: { most: bar },
	async measure(stage) {
		// Every other half hour: of a week that is taken without a gap there would be nothing to tell.
		await seedTeachers(
			stage,
			["busy"],
			Array.from({ length: 1_000 }, (_, n) => 2 * n),
		);
		return withClients(stage.stack.env.DATABASE_URL, 1, async ([client]) => {
			const times: number[] = [];
			while (times.length < 20) {
				stage.asked.throwIfAborted();
				const answer = await client?.query(
					"explain (analyze, format json) select api.list_slots('busy', 'lesson', $1, $2)",
					[halfHour(200), halfHour(536)],
				);
				times.push(answer?.rows[0]["QUERY PLAN"][0]["Execution Time"]);
			}
			stage.say(`  20 times: ${times.map(shown).join(" ")}`);
			return { value: Math.min(...times), a: median(times), b: bar };
		});
	},
};
