import { type Get, withGetters } from "./getters.ts";
import { withInstances } from "./instances.ts";
import type { Line, Stage } from "./line.ts";
import { compare } from "./rounds.ts";
import { handles, officeHours, seedTeachers } from "./school.ts";
import { weeksAhead } from "./weeks.ts";

const connections = 16;
const roundMs = 1_000;
const teachers = handles("teacher", 200);
const weeks = weeksAhead(100);

/** A list that an instance has at hand, beside a GET that does nothing, on the production build. */
export const slotsHit: Line = {
	name: "slots_hit_vs_empty_route",
	a: "lists at hand/s",
	b: "empty GETs/s",
	unit: "ratio",
	aim: { least: 0.85 },
	measure: (stage) =>
		besideEmpty(stage, (get) => get({ ms: roundMs, paths: [`/api/slots/teacher-1/lesson/${weeks[0]}`] })),
};

/** A list that nobody has asked for before: from the database, on its way past Redis. */
export const slotsMiss: Line = {
	name: "slots_miss_vs_empty_route",
	a: "new lists/s",
	b: "empty GETs/s",
	unit: "ratio",
	aim: { least: 0.5 },
	measure(stage) {
		let all = weeks.flatMap((week) => teachers.map((teacher) => `/api/slots/${teacher}/lesson/${week}`));
		return besideEmpty(stage, async (get) => {
			const done = await get({ ms: roundMs, paths: all });
			all = all.slice(done.asked);
			return done;
		});
	},
};

function besideEmpty(stage: Stage, lists: (get: Get) => ReturnType<Get>) {
	return withInstances(
		stage,
		{ count: 1 },
		() => seedTeachers(stage, teachers, [], officeHours),
		({ instancePorts: [port = 0] }) =>
			withGetters({ port, host: new URL(stage.stack.env.APP_URL).host, connections }, (get) =>
				compare(stage, {
					a: async () => (await lists(get)).perSecond,
					b: async () => (await get({ ms: roundMs, paths: ["/api/empty"] })).perSecond,
					// Until the server's JavaScript is compiled.
					warmUps: 3,
				}),
			),
	);
}
