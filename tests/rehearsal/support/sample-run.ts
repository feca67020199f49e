import type { Felt } from "../../../stack/rehearsal/report/bands.ts";
import type { Run } from "../../../stack/rehearsal/run.ts";
import { sampleCrowd } from "./sample-crowd.ts";
import { sampleSeries } from "./sample-series.ts";
import { sampleTiers } from "./sample-tiers.ts";

/** A run that never was, for tests of what draws it: plausible, and the same for the same seed. */
export function sampleRun(options: { seed?: number; people?: number; seats?: number } = {}): Run {
	const { seed = 1, people = 10_000, seats = 500 } = options;
	const crowd = sampleCrowd({ seed, people, seats });
	const series = sampleSeries({ seed, crowd, seats, faults: sampleFaults });
	const most = (values: (number | null)[]) => Math.max(...values.map((value) => value ?? 0));
	return {
		at: `2026-11-30T08:5${seed % 10}:00.000Z`,
		options: {
			people,
			teachers: 25,
			slots: seats,
			minutes: 5,
			instances: 2,
			faults: ["redis", "instance", "primary", "replica"],
			seed,
		},
		machine: { cpu: "AMD EPYC 7B13", cores: 2, memoryGb: 7.8, node: "v24.21.0", loadBefore: 0.07 },
		people,
		seats,
		bookings: series.booked.at(-1) ?? 0,
		double: 0,
		lost: 0,
		unfair: 0,
		failed_share: 0.00012 * seed,
		connections_max: most(series.connections),
		edge_rps: most(series.edge) * 0.8,
		origin_rps: most(series.origin) * 0.6,
		edge_rps_held: most(series.edge) * 0.5,
		latency: {
			"GET /opening/<id>": latency(people, 3, seed),
			"GET /api/openings/<id>/status/<n>": latency(people * 61, 2, seed),
			"GET /api/slots/<teacher>/<type>/<week>": latency(people * 3, 4, seed),
			"POST /api/tickets": latency(people, 31, seed),
			"POST /api/passes": latency(seats * 2, 24, seed),
			"POST /api/holds": latency(seats * 3, 38, seed),
			"POST /api/bookings": latency(seats, 44, seed),
		},
		latencyWithRoom: { API: latency(people, 22, seed), page: latency(people, 4, seed) },
		faults: sampleFaults,
		verdicts: [
			{ name: "No seat is anybody else's", kept: true, figure: `${seats} seats, 0 had by two` },
			{
				name: "What was confirmed is there",
				kept: true,
				figure: `${seats} confirmed bookings looked up, 0 lost`,
			},
			{ name: "People are served in their turn", kept: true, figure: "812 called, 0 out of turn" },
			{ name: "A repeated call gets the first answer", kept: true, figure: "1,204 repeated, 0 otherwise" },
			{ name: "Nothing opens before the bell", kept: true, figure: "first booking 4.1 s after it" },
		],
		late: { groups: 2, stood: crowd.filter(({ came }) => came >= 0).length, called: 12 },
		draw: { tickets: people, inDraw: crowd.filter(({ came }) => came < 0).length, record: "right" },
		saturation: {
			lateP99: 6.4,
			lateMax: 88,
			cpu: { generator: 0.31, edge: 0.17, instances: 0.29, database: 0.12, other: 0.04 },
			...{ seconds: 160, fullSeconds: 0, isSaturated: false },
			says: "Of both cores, 7 % were free. The crowd itself took the most; on a machine of its own it would leave room for twice the people.",
		},
		series,
		places: crowd
			.filter(({ admitted }) => admitted !== null)
			.map(({ rank, came, admitted }) => ({ rank, came, admitted: admitted ?? 0, isDrawn: came < 0 })),
		conduct: { comeMs: [300_000, -3_000], lookMs: 4_000, thinkMs: 3_000, shares: {} },
		tiers: sampleTiers(people, seats),
	};
}

export const sampleFaults: Felt[] = [
	{
		name: "Redis is killed",
		kept: true,
		figure: "booked on, limits coarser for 11 s",
		from: 18,
		until: 29,
	},
	{
		name: "One of two instances is killed",
		kept: true,
		figure: "back after 4.2 s, 31 calls asked again",
		from: 44,
		until: 50,
	},
	{
		name: "The primary is killed and restarts",
		kept: true,
		figure: "503 for 3.8 s, 0 of 214 bookings lost",
		from: 72,
		until: 79,
	},
	{
		name: "The replica is 10 s behind",
		kept: true,
		figure: "41 met a taken time, none was booked twice",
		from: 104,
		until: 124,
	},
];

function latency(count: number, p50: number, seed: number) {
	const p = (times: number) => Math.round(p50 * times * (1 + seed / 10) * 10) / 10;
	return { count, p50: p(1), p90: p(1.9), p95: p(2.6), p99: p(7), p999: p(31), max: p(64) };
}
