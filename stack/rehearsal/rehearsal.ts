import { realpathSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { settlePostgres } from "../embedded/postgres-home.ts";
import { askAlone } from "./costs/alone.ts";
import { comeToOpening, type Tick } from "./families/families.ts";
import { breakThings } from "./faults/timeline.ts";
import { judge } from "./judge.ts";
import type { LiveState } from "./report/live-state.ts";
import { type Rig, startRig } from "./rig.ts";
import type { Run } from "./run.ts";
import { type Rehearsed, seedSchool } from "./school.ts";
import type { Seen } from "./seen.ts";
import { countCalls } from "./tally.ts";
import { measureVisit } from "./visit.ts";
import { type Look, watch } from "./watch.ts";

type View = { update(state: LiveState): void; note(line: string): void };

/** Builds the shape, sends a school through it, breaks things, and judges what came of it. */
export async function rehearse(
	options: Run["options"],
	{ port, view, signal }: { port: number; view: View; signal: AbortSignal },
): Promise<Run> {
	const at = new Date().toISOString();
	const loadBefore = Math.round((loadavg()[0] ?? 0) * 100) / 100;
	const rig = await startRig({
		...{ name: "rehearsal", port, instances: options.instances, synchronous: true },
		...{ log: (line) => view.note(line), signal },
	});
	const database = new pg.Client(rig.stack.adminUrl);
	database.on("error", () => {});
	try {
		await database.connect();
		await countCalls(database);
		const rehearsed = await seedSchool(database, {
			...{ people: options.people, teachers: options.teachers, slots: options.slots, seed: options.seed },
			...{ joinMs: options.minutes * 60_000, opensAt: Date.now() + options.minutes * 60_000 + 30_000 },
			...{ port, appUrl: rig.stack.env.APP_URL, linkSecret: rig.stack.env.LINK_SECRET },
		});
		// A fault may kill it under this connection.
		await database.end();
		const seen = await run(rig, rehearsed, options, view, signal);
		return { at, options, ...(await judge(rig, rehearsed, seen, options, loadBefore)) };
	} finally {
		await database.end().catch(() => {});
		await rig.stop();
	}
}

async function run(
	rig: Rig,
	{ opening }: Rehearsed,
	options: Run["options"],
	view: View,
	signal: AbortSignal,
): Promise<Seen> {
	const log = join(rig.stack.folder, "calls.jsonl");
	const pooler = new URL(rig.env.DATABASE_URL ?? "");
	pooler.pathname = "/pgbouncer";
	const visit = await measureVisit({
		...{ port: opening.port, host: opening.host, opening: `/opening/${opening.opening}` },
		...{ teacher: `/t/${opening.teachers[0]}`, status: `/api/openings/${opening.opening}/status/0` },
		slots: `/api/slots/${opening.teachers[0]}/${opening.type}/${opening.weeks[0]}`,
	});
	const servers = {
		adminUrl: rig.stack.adminUrl,
		standbyAdminUrl: rig.standbyAdminUrl,
		poolerUrl: pooler.href,
		redisUrl: rig.env.REDIS_URL ?? "",
		originLog: rig.originLog,
		databases: realpathSync(dirname(settlePostgres(rig.stack.folder).data)),
	};
	const before = watch(servers);
	await askAlone({
		...{ port: opening.port, host: opening.host, teachers: opening.teachers },
		...{ type: opening.type, week: opening.weeks[0] ?? "" },
	}).finally(() => before.stop());
	const eyes = watch(servers);
	// Traffic is counted by whole seconds, and none was a family's yet.
	await pause(1_000);
	const from = Date.now();
	const over = new AbortController();
	let fault: string | null = null;
	const breaking = breakThings({
		...{
			rig,
			names: options.faults,
			opensAt: opening.opensAt,
			signal: AbortSignal.any([signal, over.signal]),
		},
		told: (name) => {
			fault = name;
		},
	});
	try {
		const outcome = await comeToOpening(
			{ ...opening, log },
			(tick) => view.update(stateOf(tick, eyes.looks.at(-1), opening.opensAt, options, fault)),
			signal,
		);
		over.abort();
		const until = Date.now();
		return {
			outcome,
			happened: await breaking,
			looks: eyes.looks,
			before: before.looks,
			visit,
			from,
			until,
			log,
		};
	} finally {
		over.abort();
		await breaking.catch(() => {});
		await eyes.stop();
	}
}

function stateOf(
	{ second, ...tick }: Tick,
	look: Look | undefined,
	opensAt: number,
	{ people, slots, minutes }: Run["options"],
	fault: string | null,
): LiveState {
	const since = Math.round((second.at - opensAt) / 1_000);
	const done = since < 0 ? 0.5 * (1 + since / (minutes * 60)) : 0.5 + (0.5 * tick.booked) / slots;
	return {
		phase: since < 0 ? "families come, and wait for the bell" : "families are let in, choose and book",
		done: Math.min(0.99, Math.max(0, done)),
		...{ second: since, people, seats: slots, fault, ...tick },
		...{
			edge: second.requests,
			origin: look?.origin ?? 0,
			apiP95: second.apiP95,
			connections: look?.connections ?? 0,
		},
	};
}
