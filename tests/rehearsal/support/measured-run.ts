import { courseOf } from "../../../stack/capacity/course.ts";
import { total } from "../../../stack/capacity/drivers.ts";
import { routeScales, verbScales } from "../../../stack/capacity/scales.ts";
import { rehearsedScenario } from "../../../stack/capacity/scenario.ts";
import { usual } from "../../../stack/rehearsal/families/families.ts";
import type { Costs, Run } from "../../../stack/rehearsal/run.ts";
import { sampleRun } from "./sample-run.ts";

/** A run that went as the model has it: so many of each request as its course has, and costs that are known. */
export function measuredRun({ people = 1_000, slots = 200, teachers = 10 } = {}): Run {
	const run = sampleRun();
	run.options = { ...run.options, people, slots, teachers, faults: [] };
	const lookMs = Math.max(1_000, people / 2.5);
	run.conduct = { comeMs: [30_000, -3_000], lookMs, thinkMs: 3_000, shares: { ...usual } };
	run.series.from = -38;
	const course = courseOf(rehearsedScenario(run));
	run.series.waiting = course.waiting;
	run.connections_max = 9;

	const routes = Object.entries(routeScales).filter(([route]) => !route.endsWith("files"));
	const { tiers } = run;
	tiers.edge = Object.fromEntries(
		routes.map(([route, { edge }]) => [
			route,
			{ requests: total(course[edge]), bytes: total(course[edge]) * 1_200, hits: 0 },
		]),
	);
	tiers.origin = Object.fromEntries(
		routes.map(([route, { origin }]) => [route, { requests: total(course[origin]), cpuMs: 4 }]),
	);
	const verbs = Object.entries(verbScales).filter(([verb]) => verb !== "refused");
	tiers.database.byVerb = Object.fromEntries(
		verbs.map(([verb, by]) => [verb, { calls: total(course[by]), ms: total(course[by]) }]),
	);
	tiers.database.calls = verbs.reduce((sum, [, by]) => sum + total(course[by]), total(course.lost));
	const each = (base: number, cost: number): Costs => ({
		...{ base, byRoute: Object.fromEntries(routes.map(([route]) => [route, cost])), rest: cost },
		...{ explained: 1, samples: 200 },
	});
	tiers.costs = {
		...{ instances: each(20, 4), database: each(10, 1), redis: each(2, 0.1), commands: each(8, 2) },
		edge: { base: 5, byRoute: { hit: 0.03, passed: 0.15 }, rest: 0, explained: 1, samples: 200 },
	};
	const seconds = course.seconds.length;
	const asked = (of: Run["tiers"]["origin"]) =>
		Object.values(of).reduce((sum, { requests }) => sum + requests, 0);
	const passed = asked(tiers.origin);
	tiers.redis.commands = seconds * 8 + passed * 2;
	tiers.cpuSeconds = {
		instances: (seconds * 20 + passed * 4) / 1_000,
		database: (seconds * 10 + passed) / 1_000,
		edge: (seconds * 5 + passed * 0.15 + (asked({ ...tiers.edge } as never) - passed) * 0.03) / 1_000,
	};
	return run;
}
