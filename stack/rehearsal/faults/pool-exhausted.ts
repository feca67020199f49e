import { watchConnections } from "../../../lib/env.ts";
import { quantile } from "../../quantile.ts";
import type { Call } from "../call.ts";
import type { Rig } from "../rig.ts";
import type { Breakage, Evidence, Time, Witnessed } from "./breakage.ts";
import { burst, type Tapped } from "./burst.ts";
import { isFailed } from "./judge.ts";
import { addNeighbours, neighbours, neighbourType, timesOf } from "./neighbours.ts";

// So ten calls a second are all that the database takes, whatever the machine could do: without anybody being sent away,
// these people would wait for six seconds.
const connections = 2;
const answerMs = 200;
const people = 60;
const seconds = 8;

const crowds = new WeakMap<Rig, Promise<Tapped>>();

/** The pooler has two connections left for all, to a database that is slow, while a crowd comes to the school next door. */
export const poolExhausted: Breakage = {
	...{
		name: "Two connections to a slow database are all there is, while a crowd comes",
		seconds,
		feltFor: 10,
	},
	async begin(rig) {
		await addNeighbours(rig.primaryAdminUrl());
		const wishes = await Promise.all(
			neighbours.map(async (teacher) =>
				(await timesOf(rig.primaryAdminUrl(), teacher)).map((startsAt) => ({ teacher, startsAt })),
			),
		);
		rig.resizePool(connections);
		rig.doors.primary?.slow(answerMs);
		const { origin, port } = new URL(rig.env.APP_URL ?? "");
		const crowd = burst({
			...{ port: Number(port), origin, people, forMs: seconds * 1_000 },
			...{ type: neighbourType, wishes: wishes.flat() },
		});
		// Whoever ends it hears of it.
		crowd.catch(() => {});
		crowds.set(rig, crowd);
	},
	async end(rig, saw) {
		try {
			saw(shed((await crowds.get(rig)) as Tapped));
		} finally {
			rig.doors.primary?.open();
			rig.resizePool();
		}
	},
	look: ({ instanceUrls }, time, seen) => stayed(time, seen, instanceUrls.length),
};

/** Who cannot be served is sent away with a word of when to come again, and others are served. */
export function shed({ answers, wordless, p95 }: Tapped): Evidence {
	const all = Object.values(answers).reduce((sum, each) => sum + each, 0);
	const { 201: held = 0, 409: taken = 0, 503: away = 0 } = answers;
	const strange = all - held - taken - away;
	return {
		kept: away > 0 && wordless === 0 && strange === 0 && held + taken > 0,
		figure:
			`of ${all} taps next door ${held + taken} were answered, the p95 after ${Math.round(p95)} ms, and ${away} sent ` +
			`away, ${wordless} of them without Retry-After; ${strange} met with anything else`,
	};
}

// What an instance has open to the pooler for each of primary and standby: DATABASE_POOL, where nothing else is said, and its watch's.
const clientsOfInstance = 2 * (4 + watchConnections);
// As long as the app lets anybody wait for a connection of its own (connectionTimeoutMillis).
const patienceMs = 2_000;

/**
 * What somebody who is served may wait for at most, in ms: the app's own patience, then at the pooler behind all that the
 * instances have open to the primary, and their own answer. Nothing else is to be waited for: what is more piled up.
 */
export function bearableMs(instances: number): number {
	return patienceMs + ((instances * clientsOfInstance) / 2 / connections) * answerMs + answerMs;
}

/** Nothing piled up at the pooler, and the families waited no longer than that, and than they had before. */
export function stayed({ from, whole }: Time, { calls, looks }: Witnessed, instances: number): Evidence {
	const [before, meanwhile] = [p95(calls, from - 10_000, from), p95(calls, from, whole)];
	const queue = Math.max(0, ...looks.filter(({ at }) => at >= from && at <= whole).map((look) => look.queue));
	// What the machine took before, it takes still.
	const most = bearableMs(instances) + (before || 0);
	return {
		kept: queue <= instances * clientsOfInstance && meanwhile <= most,
		figure:
			`at most ${queue} waited at the pooler; the families' p95 was ${Math.round(meanwhile)} ms of ${Math.round(most)} that may be, ` +
			`${before ? `${(meanwhile / before).toFixed(1)} times that` : "with nobody to compare it with"} of the ten seconds before`,
	};
}

/** Of what was accepted in that time, in ms. */
function p95(calls: Call[], from: number, until: number): number {
	const heard = calls.filter((call) => call.sent >= from && call.sent < until && !isFailed(call));
	return quantile(
		heard.map((call) => (call.heard ?? call.sent) - call.sent),
		0.95,
	);
}
