import { count } from "../../rehearsal/report/words.ts";
import * as prices from "../prices.ts";
import { sum } from "../spread.ts";
import type { Work } from "./asked.ts";
import { bill, credit, type Need, type Plan, type Row, row } from "./bill.ts";
import { headRoom, smallest } from "./sizes.ts";
import { monthly, onDemand, requestBytes, type Usage } from "./vercel-usage.ts";

const giga = 1e9;
const hoursAMonth = 730;
/** A database that is larger for an opening is so for a day. */
const openingHours = 24;
/** Of one instance: a core and two gigabytes, and as many connections to the pooler as lib/env.ts says. */
const instance = { gigabytes: 2, pool: 4 };

/** Vercel Pro in Frankfurt, with Supabase Pro and Upstash beside it. */
export function onVercel(work: Work): Plan {
	const { supabase, supabaseIncluded } = prices;
	const { database, instances, needs } = needsOf(work);
	const opening = ofOpening(work);
	const month = together(opening, work.asked.openingsAMonth, ofViews(work));
	const compute = row(`Supabase ${database.name}`, hoursAMonth, database.price);
	return {
		name: "Vercel Pro, Supabase Pro and Upstash",
		opening: bill([
			...onDemand(opening),
			row("Redis commands", opening.commands, prices.upstash.commands),
			row(`Supabase ${database.name}, for a day`, openingHours, database.price),
			row("Supabase egress", opening.originBytes / giga, supabase.egress),
			row("Mails", opening.mails, prices.mail.mails),
		]),
		month: bill([
			row("Vercel Pro", 1, prices.vercel.seat),
			...monthly(month),
			row("Supabase Pro", 1, supabase.pro),
			compute,
			credit("Supabase's credit for compute", supabaseIncluded.computeCredit, [compute]),
			row("Supabase egress", month.originBytes / giga, supabase.egress, supabaseIncluded.egressGb),
			cheaperRedis(month.commands),
			row("Mails", month.mails, prices.mail.mails),
		]),
		needs,
		notes: [
			`Each of ${instances} instances of functions has a core, ${instance.gigabytes} GB and ${instance.pool} connections.`,
			`Shared documents are asked for by ${work.asked.edges} of Vercel's places, once a second each; ${requestBytes} bytes of every request count as transfer.`,
			"Who is at a flat rate and over it in a month is moved up for the next one.",
		],
	};
}

function needsOf({ load }: Work) {
	const { cpu } = load.peak;
	const instances = Math.max(1, Math.ceil(cpu.instances * headRoom));
	const clients = instances * instance.pool;
	const found = smallest(prices.supabaseSizes, {
		...{ cores: cpu.database * headRoom, clients, connections: load.connections },
	});
	const database = found?.size ?? (prices.supabaseSizes.at(-1) as prices.Size);
	const bound = found
		? found.bound.length > 0
			? `${found.bound.join(" and ")}: the next smaller one has too few`
			: "nothing: it is the smallest"
		: "cores, clients or connections: even this one has too few";
	const needs: Need[] = [
		{
			what: "Instances of functions",
			needed: instances,
			bound: `CPU: ${cores(cpu.instances)} in the busiest second`,
		},
		{ what: "Clients at the pooler", needed: clients, bound: `${instance.pool} for each instance` },
		{
			what: "Connections of the database",
			needed: load.connections,
			bound: "the pooler's pool, as rehearsed",
		},
		{
			what: `Database: Supabase ${database.name}`,
			needed: database.cores,
			bound: `${bound}; ${cores(cpu.database)} of CPU in the busiest second`,
		},
		{
			what: "Redis commands in the busiest second",
			needed: Math.ceil(load.peak.commands),
			bound: `Upstash takes ${count(prices.upstashMostASecond)}`,
		},
	];
	return { database, instances, needs };
}

function ofOpening({ load, run, mails }: Work): Usage {
	const seconds = (run.latency.API?.p50 ?? 50) / 1_000;
	// One is there while a request is; more are while it takes more than one.
	const alive = load.bySecond.origin.map((requests, at) => {
		const needed = (load.bySecond.cpu[at] ?? 0) * headRoom;
		return needed > 1 ? Math.ceil(needed) : 1 - Math.exp(-requests * seconds);
	});
	return {
		edge: sum(Object.values(load.edge)),
		bytes: load.bytes,
		origin: sum(Object.values(load.origin)),
		originBytes: load.originBytes,
		cpuSeconds: sum(load.bySecond.cpu),
		gigabyteSeconds: sum(alive) * instance.gigabytes,
		...{ commands: load.commands, mails },
	};
}

function ofViews({ views, run }: Work): Usage {
	const { commands } = run.tiers.costs;
	const seconds = (run.latency.API?.p50 ?? 50) / 1_000;
	return {
		...{ edge: views.edge, bytes: views.bytes, origin: views.origin, cpuSeconds: views.cpuSeconds },
		originBytes: views.origin * run.tiers.visit.slots.bytes,
		gigabyteSeconds: views.origin * seconds * instance.gigabytes,
		commands: views.origin * (commands.byRoute["GET slots"] ?? commands.rest),
		mails: 0,
	};
}

function together(opening: Usage, times: number, views: Usage): Usage {
	const names = Object.keys(opening) as (keyof Usage)[];
	return Object.fromEntries(names.map((name) => [name, opening[name] * times + views[name]])) as Usage;
}

/** By the command, or a database of a fixed price, which any number of commands may ask. */
function cheaperRedis(commands: number): Row {
	const each = row("Redis commands", commands, prices.upstash.commands);
	const fixed = row("Redis, at a fixed price", 1, prices.upstash.fixed);
	return each.dollars < fixed.dollars ? each : fixed;
}

const cores = (seconds: number) => `${seconds.toFixed(2)} cores × ${headRoom}`;
