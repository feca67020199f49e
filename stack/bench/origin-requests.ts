import { setTimeout as pause } from "node:timers/promises";
import { gather } from "../rehearsal/viewers.ts";
import { asked } from "../rehearsal/visits.ts";
import { withInstances } from "./instances.ts";
import type { Line } from "./line.ts";
import { compare } from "./rounds.ts";
import { halfHour, seedTeachers } from "./school.ts";
import { weeksAhead } from "./weeks.ts";

const roundMs = 6_000;

/** Whether more people who watch a list are more requests behind the edge. */
export const originRequests: Line = {
	name: "origin_requests_per_1000_viewers_vs_10",
	a: "origin requests/s, 1000 viewers",
	b: "with 10",
	unit: "ratio",
	aim: { most: 1.1 },
	measure(stage) {
		const { port } = stage;
		const { host, origin } = new URL(stage.stack.env.APP_URL);
		const path = `/api/slots/teacher/lesson/${weeksAhead(1)[0]}`;
		let hour = 100;
		/** What makes the list live: without it everybody looks but once in ten seconds. */
		const hold = async () => {
			const answer = await fetch(`http://127.0.0.1:${port}/api/holds`, {
				method: "POST",
				headers: { origin, "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
				body: JSON.stringify({ teacher: "teacher", type: "lesson", startsAt: halfHour(hour++) }),
			});
			if (answer.status !== 201) throw new Error(`/api/holds answered ${answer.status}.`);
			await pause(1_500);
		};
		return withInstances(
			stage,
			{ count: 2 },
			() => seedTeachers(stage, ["teacher"]),
			({ originLog }) => {
				const watch = async (viewers: number) => {
					await hold();
					const crowd = await gather({ port, host, path, viewers });
					const from = Date.now();
					await pause(roundMs);
					const to = Date.now();
					await crowd.leave();
					return asked(originLog, path, from, to) / ((to - from) / 1_000);
				};
				return compare(stage, { a: () => watch(1_000), b: () => watch(10), rounds: 3, warmUps: 0 });
			},
		);
	},
};
