import type { Costs, Tiers } from "../../../stack/rehearsal/run.ts";

export function sampleTiers(people: number, seats: number): Tiers {
	const edge = (requests: number, bytes: number, share: number) => ({
		requests,
		bytes: requests * bytes,
		hits: Math.round(requests * share),
	});
	return {
		edge: {
			"GET /opening/<id>": edge(people, 9_400, 0.9991),
			"GET /api/openings/<id>/status/<n>": edge(people * 61, 310, 0.9987),
			"GET /api/slots/<teacher>/<type>/<week>": edge(people * 3, 1_900, 0.962),
			"GET /_next/static": edge(people * 9, 21_000, 1),
			"POST /api/tickets": edge(people, 420, 0),
			"POST /api/passes": edge(seats * 2, 380, 0),
			"POST /api/holds": edge(seats * 3, 640, 0),
			"POST /api/bookings": edge(seats, 900, 0),
		},
		origin: {
			"GET /opening/<id>": { requests: Math.round(people * 0.0009), cpuMs: 5.1 },
			"GET /api/openings/<id>/status/<n>": { requests: Math.round(people * 0.08), cpuMs: 1.2 },
			"GET /api/slots/<teacher>/<type>/<week>": { requests: Math.round(people * 0.114), cpuMs: 1.6 },
			"POST /api/tickets": { requests: people, cpuMs: 1.9 },
			"POST /api/passes": { requests: seats * 2, cpuMs: 1.4 },
			"POST /api/holds": { requests: seats * 3, cpuMs: 2.2 },
			"POST /api/bookings": { requests: seats, cpuMs: null },
		},
		database: {
			calls: people + seats * 9,
			byVerb: {
				join_opening: { calls: people, ms: people * 0.41 },
				pace_opening: { calls: 540, ms: 540 * 2.3 },
				list_slots: { calls: Math.round(people * 0.06), ms: people * 0.06 * 1.1 },
				take_pass: { calls: seats * 2, ms: seats * 2 * 0.3 },
				hold_slot: { calls: seats * 3, ms: seats * 3 * 0.7 },
				confirm_hold: { calls: seats, ms: seats * 0.9 },
			},
		},
		redis: { commands: people * 3, byName: { GET: people, SET: people * 0.2, EVALSHA: people * 1.8 } },
		seconds: 300,
		costs: {
			instances: costs(14, { "POST /api/tickets": 1.9, "POST /api/bookings": null }, 1.4),
			database: costs(6, { "POST /api/tickets": 0.7, "POST /api/bookings": null }, 0.5),
			redis: costs(1, { "POST /api/tickets": 0.1, "POST /api/bookings": null }, 0.1),
			commands: costs(8, { "POST /api/tickets": 2, "POST /api/bookings": null }, 1),
			edge: costs(3, { hit: 0.03, passed: 0.15 }, 0),
		},
		clientsMax: 16,
		visit: {
			openingPage: { requests: 1, bytes: 7_000 },
			openingFiles: { requests: 10, bytes: 170_000 },
			teacherPage: { requests: 1, bytes: 6_000 },
			teacherFiles: { requests: 5, bytes: 28_000 },
			slots: { requests: 1, bytes: 1_100 },
			status: { requests: 1, bytes: 1_000 },
			eachTeacher: { plain: 490, sent: 60 },
		},
		cpuSeconds: { generator: 186, edge: 102, instances: 174, database: 72, other: 24 },
	};
}

const costs = (base: number, byRoute: Costs["byRoute"], rest: number): Costs => ({
	...{ base, byRoute, rest, explained: 0.9, samples: 300 },
});
