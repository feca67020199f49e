import { poolSizes } from "../rehearsal/pooler.ts";
import type { Costs, Run } from "../rehearsal/run.ts";
import { courseOf } from "./course.ts";
import { type Course, type Driver, total } from "./drivers.ts";
import { rehearsedCourse } from "./rehearsed-course.ts";
import { scaleOf, verbScales } from "./scales.ts";
import type { Scenario } from "./scenario.ts";
import { spread, sum } from "./spread.ts";

/** What an opening makes of work: all of it, and in its busiest second. CPU in seconds. */
export type Load = {
	course: Course;
	/** Requests by route. */
	edge: Record<string, number>;
	origin: Record<string, number>;
	/** By verb; what the database refuses is `refused`. */
	statements: Record<string, number>;
	commands: number;
	/** Sent by the edge, and to it by the instances. */
	bytes: number;
	originBytes: number;
	cpu: Record<Part, number>;
	peak: Record<"edge" | "origin" | "statements" | "commands" | "bytes", number> & {
		cpu: Record<Part, number>;
	};
	/** Of the pooler to the servers. */
	connections: number;
	/** At the origin in each second: requests, and seconds of CPU that they cost the instances. */
	bySecond: { origin: number[]; cpu: number[] };
};

export const parts = ["edge", "instances", "database", "redis"] as const;
export type Part = (typeof parts)[number];

/** What real browsers and a platform do that a rehearsal does not: more requests by route, and what an answer weighs. */
export type Reality = {
	edge: Record<string, number>;
	origin: Record<string, number>;
	bytesEach: Record<string, number>;
};

/**
 * Carries what a run measured over to another opening. Each count grows as what it scales by (scales.ts) grows between the
 * courses of both; what a request costs is what it cost in the run. With `reality`, its figures stand instead.
 */
export function predict(run: Run, scenario: Scenario, reality?: (course: Course) => Reality): Load {
	const { tiers } = run;
	const was = rehearsedCourse(run);
	const is = courseOf(scenario);
	const grown = (count: number, by: Driver) => {
		const before = total(was[by]);
		const after = before > 0 ? (count * total(is[by])) / before : 0;
		return Math.min(after, is.most[by] ?? Number.POSITIVE_INFINITY);
	};
	const real = reality?.(is) ?? { edge: {}, origin: {}, bytesEach: {} };
	const edge = {
		...mapped(tiers.edge, ({ requests }, route) => grown(requests, scaleOf(route).edge)),
		...real.edge,
	};
	const origin = {
		...mapped(tiers.origin, ({ requests }, route) => grown(requests, scaleOf(route).origin)),
		...real.origin,
	};
	const answered = sum(Object.values(tiers.database.byVerb).map(({ calls }) => calls));
	const statements = {
		...mapped(tiers.database.byVerb, ({ calls }, verb) => grown(calls, verbScales[verb] ?? "seconds")),
		refused: grown(Math.max(0, tiers.database.calls - answered), verbScales.refused ?? "seconds"),
	};
	// Its page names all the teachers of an opening.
	const longer: Record<string, number> = {
		"GET opening": tiers.visit.eachTeacher.plain * (scenario.teachers - run.options.teachers),
	};
	const weigh = (count: number, route: string) => {
		const { bytes = 0, requests = 1 } = tiers.edge[route] ?? {};
		return count * (real.bytesEach[route] ?? bytes / (requests || 1) + (longer[route] ?? 0));
	};

	const atEdge = (of: Record<string, number>) => spread(of, is, (route) => scaleOf(route).edge);
	const atOrigin = (of: Record<string, number>) => spread(of, is, (route) => scaleOf(route).origin);
	// What is spent in each second in which so much is asked.
	const spent = ({ base, byRoute, rest }: Costs) =>
		atOrigin(mapped(origin, (count, route) => count * (byRoute[route] ?? rest))).map((each) => base + each);
	const asked = atEdge(edge);
	const passed = atOrigin(origin);
	const { base, byRoute: ofEdge, rest } = tiers.costs.edge;
	const cpu: Record<Part, number[]> = {
		edge: asked.map((all, at) => {
			const on = passed[at] ?? 0;
			return base + on * (ofEdge.passed ?? rest) + Math.max(0, all - on) * (ofEdge.hit ?? rest);
		}),
		instances: spent(tiers.costs.instances),
		database: spent(tiers.costs.database),
		redis: spent(tiers.costs.redis),
	};
	const commands = spent(tiers.costs.commands);
	const bytes = mapped(edge, weigh);
	const verbs = spread(statements, is, (verb) => verbScales[verb] ?? "seconds");
	return {
		...{ course: is, edge, origin, statements },
		bytes: sum(Object.values(bytes)),
		originBytes: sum(Object.values(mapped(origin, weigh))),
		commands: sum(commands),
		cpu: mapped(cpu, (ms) => sum(ms) / 1_000),
		peak: {
			...{ edge: Math.max(...asked), origin: Math.max(...passed), statements: Math.max(...verbs) },
			...{ commands: Math.max(...commands), bytes: Math.max(...atEdge(bytes)) },
			cpu: mapped(cpu, (ms) => Math.max(...ms) / 1_000),
		},
		connections: connectionsFor(run, was, is),
		bySecond: {
			origin: passed,
			cpu: cpu.instances.map((ms) => (ms - tiers.costs.instances.base) / 1_000),
		},
	};
}

/**
 * A pool has as many as ever worked at once, which a small opening's bell does as well, and never more than it may:
 * however many come, the rest waits its turn.
 */
function connectionsFor(run: Run, was: Course, is: Course): number {
	const busiest = ({ visits, entered, holds, confirms }: Course) =>
		Math.max(...visits.map((count, i) => count + (entered[i] ?? 0) + (holds[i] ?? 0) + (confirms[i] ?? 0)));
	const needed = Math.ceil(run.connections_max * Math.max(1, busiest(is) / busiest(was)));
	return Math.min(poolSizes.primary + poolSizes.standby, needed);
}

function mapped<Name extends string, From, To>(
	from: Record<Name, From>,
	to: (value: From, name: Name) => To,
) {
	return Object.fromEntries(
		Object.entries(from).map(([name, value]) => [name, to(value as From, name as Name)]),
	) as Record<Name, To>;
}
