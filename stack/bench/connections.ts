import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../as-admin.ts";
import { withInstances } from "./instances.ts";
import type { Line } from "./line.ts";
import { rush } from "./people.ts";
import { freeSlots, handles, seedTeachers } from "./school.ts";
import { isoWeek } from "./weeks.ts";

const people = 2_000;
const teachers = handles("teacher", 20);

/** How many connections the database has of the app, while so many people look and book through two instances. */
export const connectionsAtPeak: Line = {
	name: "connections_at_2000_people",
	a: "connections at most",
	b: "people who booked",
	unit: "count",
	aim: { most: 10 },
	measure(stage) {
		const { port, stack, say } = stage;
		return withInstances(
			stage,
			{ count: 2, pooled: true },
			() => seedTeachers(stage, teachers),
			() =>
				asAdmin(stack.adminUrl, async (admin) => {
					const next = freeSlots(teachers);
					const wishes = Array.from({ length: people }, () => {
						const slot = next();
						return { ...slot, type: "lesson", week: isoWeek(Date.parse(slot.startsAt)) };
					});
					let over = false;
					const counts: number[] = [];
					const count = async () => {
						for (; !over; await pause(20)) {
							const { rows } = await admin.query(
								"select count(*)::integer as there from pg_stat_activity where usename = 'firstbell_server'",
							);
							counts.push(rows[0].there);
						}
					};
					const counting = count();
					const told = await rush({ port, origin: stack.env.APP_URL, comeMs: 10_000, wishes });
					over = true;
					await counting;
					say(`  ${JSON.stringify(told)}, counted ${counts.length} times`);
					if (told["book 201"] !== people || told["look 200"] !== people)
						throw new Error(`Not all of ${people} looked and booked: ${JSON.stringify(told)}.`);
					const most = Math.max(...counts);
					return { value: most, a: most, b: people };
				}),
		);
	},
};
