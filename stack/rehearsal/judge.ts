import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import pg from "pg";
import { judgeAims } from "./aims.ts";
import type { Call } from "./call.ts";
import { check } from "./checker/check.ts";
import { judgeFaults } from "./faults/judge.ts";
import { planned } from "./faults/timeline.ts";
import { lateIn, placesOf } from "./places.ts";
import type { Rig } from "./rig.ts";
import type { Run } from "./run.ts";
import { saturationOf } from "./saturation.ts";
import type { Rehearsed } from "./school.ts";
import type { Seen } from "./seen.ts";
import { busiestMinute, heldForFiveMinutes, looksWanted, seriesOf } from "./series.ts";
import { soldIn } from "./sold.ts";
import { stretches } from "./stretches.ts";
import { tiersOf } from "./tiers.ts";
import { toldByPeople } from "./told-by-people.ts";
import { trafficIn } from "./traffic.ts";
import type { Look } from "./watch.ts";
import { latencyWithRoom } from "./with-room.ts";

/** What came of it, from what the crowd says, what the servers wrote down, and the checker. */
export async function judge(
	rig: Rig,
	{ opening, promises }: Rehearsed,
	{ outcome, happened, looks, before, visit, from, until, log }: Seen,
	options: Run["options"],
	loadBefore: number,
): Promise<Omit<Run, "at" | "options">> {
	const calls = readFileSync(log, "utf8")
		.split("\n")
		.filter(Boolean)
		.map((line) => JSON.parse(line) as Call);
	const database = new pg.Client(rig.primaryAdminUrl());
	await database.connect();
	try {
		const checked = await check({
			...{ calls, database, opening: opening.opening, promises, deliveries: rig.deliveries },
		});
		const [edge, origin] = await Promise.all([
			trafficIn(rig.visitsLog, from, until, timesOf(looks)),
			trafficIn(rig.originLog, from, until, timesOf(looks)),
		]);
		const alone = await Promise.all([
			trafficIn(rig.visitsLog, before[0]?.at ?? from, from, timesOf(before)),
			trafficIn(rig.originLog, before[0]?.at ?? from, from, timesOf(before)),
		]);
		const seconds = outcome.ticks.map(({ second }) => second);
		const faults = await judgeFaults(rig, planned(options.faults), happened, {
			calls,
			seconds,
			looks,
			opensAt: opening.opensAt,
		});
		const windows = happened.map(({ from, until }) => ({ from, until: until + 1_000 }));
		const outside = seconds.filter(({ at }) => !windows.some((each) => at >= each.from && at <= each.until));
		const sum = (pick: (second: (typeof seconds)[number]) => number) =>
			outside.reduce((all, second) => all + pick(second), 0);
		const sold = await soldIn(database, { id: opening.opening, teachers: opening.teachers }, calls);
		const selling = looks.filter(({ at }) => at >= opening.opensAt && at <= (outcome.soldOutAt ?? until));
		const cores = cpus().length;
		const [failed, requests] = [sum((second) => second.failed), sum((second) => second.requests)];
		const connections = Math.max(0, ...looks.map((look) => look.connections));
		const withRoom = latencyWithRoom(seconds, stretches(looks), windows);
		const edgeHeld = heldForFiveMinutes(edge.bySecond);
		const wanted = heldForFiveMinutes(looksWanted(outcome.ticks, opening));
		const aims = judgeAims({ failed, requests, connections, withRoom, edgeHeld, wanted });
		return {
			machine: {
				...{ cpu: cpus()[0]?.model ?? "unknown", cores, memoryGb: Math.round(totalmem() / 2 ** 30) },
				...{ node: process.version, loadBefore },
			},
			...{ people: options.people, seats: options.slots, bookings: sold.bookings },
			...{ double: checked.double, lost: checked.lost, unfair: checked.unfair },
			...{ failed_share: failed / Math.max(1, requests), connections_max: connections },
			edge_rps: busiestMinute(edge.bySecond),
			origin_rps: busiestMinute(origin.bySecond),
			edge_rps_held: edgeHeld,
			latency: outcome.latency,
			latencyWithRoom: withRoom,
			faults,
			verdicts: [...toldByPeople(outcome, calls, sold, options), ...aims, ...checked.verdicts],
			draw: checked.draw,
			late: await lateIn(database, opening.opening),
			saturation: saturationOf({
				stretches: stretches(selling),
				crowd: outcome.ticks.map(({ second, cpuSeconds }) => ({ at: second.at, cpuSeconds })),
				...{ late: outcome.late, cores, instances: options.instances },
			}),
			series: seriesOf({
				...{ ticks: outcome.ticks, looks, edge: edge.bySecond, origin: origin.bySecond },
				...{ opensAt: opening.opensAt, from },
			}),
			places: await placesOf(database, opening.opening, opening.opensAt),
			conduct: {
				...{ comeMs: opening.comeMs, lookMs: opening.lookMs },
				...{ thinkMs: opening.thinkMs, shares: { ...opening.shares } },
			},
			tiers: tiersOf({
				watched: { looks, edge, origin },
				alone: { looks: before, edge: alone[0], origin: alone[1] },
				...{ happened, visit },
				...{ seconds: (until - from) / 1_000, generator: outcome.cpuSeconds },
			}),
		};
	} finally {
		await database.end();
	}
}

const timesOf = (looks: Look[]) => looks.map(({ at }) => at);
