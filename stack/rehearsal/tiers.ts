import { costsOf, type Sample } from "./costs/costs.ts";
import type { Happened } from "./faults/breakage.ts";
import type { Tiers, Visit } from "./run.ts";
import type { Counted } from "./tally.ts";
import type { Traffic } from "./traffic.ts";
import type { Look } from "./watch.ts";

/** Some seconds that were looked at, with what came to the edge and the origin between the looks. */
type Watched = { looks: Look[]; edge: Traffic; origin: Traffic };

type Seen = {
	watched: Watched;
	/** While one kind of document was asked for alone. */
	alone: Watched;
	happened: Happened[];
	visit: Visit;
	seconds: number;
	generator: number;
};

/** What reached each tier, and what it cost there. */
export function tiersOf({ watched, alone, happened, visit, seconds, generator }: Seen): Tiers {
	const { looks, edge, origin } = watched;
	const counted: Counted = looks.at(-1)?.counted ?? { calls: {}, ms: {}, commands: {}, statements: 0 };
	const cost = (value: (look: Look) => number | undefined, counts = byRoute) =>
		costsOf([alone, watched].flatMap((some) => samplesOf(some, happened, value, counts)));
	const spent = (who: string) => (look: Look) => (look.cpu[who] ?? 0) * 1_000;
	const commands = ({ counted: { isWhole, commands: all } }: Look) =>
		isWhole ? sum(Object.values(all)) : undefined;
	const costs: Tiers["costs"] = {
		instances: cost(spent("instances")),
		database: cost(spent("database")),
		redis: cost(spent("Redis")),
		commands: cost(commands),
		edge: cost(spent("edge"), hitOrPassed),
	};
	return {
		edge: edge.byRoute,
		origin: Object.fromEntries(
			Object.entries(origin.byRoute).map(([route, { requests }]) => [
				route,
				{ requests, cpuMs: costs.instances.byRoute[route] ?? null },
			]),
		),
		database: {
			calls: counted.statements,
			byVerb: Object.fromEntries(
				Object.entries(counted.calls)
					.filter(([, calls]) => calls > 0)
					.map(([verb, calls]) => [verb, { calls, ms: counted.ms[verb] ?? 0 }]),
			),
		},
		redis: { commands: sum(Object.values(counted.commands)), byName: counted.commands },
		seconds,
		cpuSeconds: { generator, ...spentBetween(looks) },
		costs,
		clientsMax: Math.max(0, ...looks.map(({ clients }) => clients)),
		visit,
	};
}

const byRoute = ({ origin }: Watched, at: number) => origin.between[at]?.byRoute ?? {};

function hitOrPassed({ edge }: Watched, at: number): Record<string, number> {
	const { hits = 0, all = 0 } = edge.between[at] ?? {};
	return { hit: hits, passed: all - hits };
}

/** Between each look and the next that has the value, but not while something was broken: what starts anew costs more. */
function samplesOf(
	some: Watched,
	happened: Happened[],
	value: (look: Look) => number | undefined,
	counts: (some: Watched, at: number) => Record<string, number>,
): Sample[] {
	const samples: Sample[] = [];
	let before: { look: Look; value: number; at: number } | undefined;
	for (const [at, look] of some.looks.entries()) {
		const now = value(look);
		if (now === undefined) continue;
		const was = before;
		before = { look, value: now, at };
		if (!was || happened.some(({ from, until }) => look.at >= from && was.look.at <= until)) continue;
		const all: Record<string, number> = {};
		for (let each = was.at; each < at; each++)
			for (const [route, count] of Object.entries(counts(some, each))) all[route] = (all[route] ?? 0) + count;
		samples.push({ spent: now - was.value, seconds: (look.at - was.look.at) / 1_000, counts: all });
	}
	// Without /proc nothing was seen of the processor.
	return samples.some(({ spent }) => spent > 0) ? samples : [];
}

function spentBetween(looks: Look[]): Record<string, number> {
	const [first, last] = [looks[0], looks.at(-1)];
	return Object.fromEntries(
		Object.entries(last?.cpu ?? {}).map(([who, seconds]) => [who, seconds - (first?.cpu[who] ?? 0)]),
	);
}

const sum = (values: number[]) => values.reduce((all, each) => all + each, 0);
