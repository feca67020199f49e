import { realpathSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { CannotStart } from "../cannot-start.ts";
import { startCron } from "../embedded/cron.ts";
import { settlePostgres } from "../embedded/postgres-home.ts";
import type { Teacher } from "../import/school.ts";
import { askAlone } from "./costs/alone.ts";
import { comeToOpening, type Tick } from "./families/families.ts";
import { passBy } from "./faults/passers-by.ts";
import { setScene } from "./faults/scene.ts";
import { breakThings, planned } from "./faults/timeline.ts";
import { judge } from "./judge.ts";
import { mailsToGo } from "./outbox.ts";
import type { LiveState } from "./report/live-state.ts";
import { type Rig, startRig } from "./rig.ts";
import type { Run } from "./run.ts";
import { type Manners, madeUpTeachers, type Rehearsed, seedSchool } from "./school.ts";
import type { Seen } from "./seen.ts";
import { countCalls } from "./tally.ts";
import { measureVisit } from "./visit.ts";
import { type Look, watch } from "./watch.ts";

type View = { update(state: LiveState): void; note(line: string): void };

type Around = {
	port: number;
	view: View;
	signal: AbortSignal;
	/** As of startRig(). */
	name?: string;
	built?: string;
	manners?: Manners;
	/** Does not measure first what a request costs by itself, for which twenty seconds go by. */
	isShort?: boolean;
	/** Whom families come for; else as many are made up as the options say. */
	roster?: Teacher[];
};

/** Builds the shape, sends a school through it, breaks things, and judges what came of it. */
export async function rehearse(
	wanted: Run["options"],
	{ name = "rehearsal", port, view, signal, built, manners, roster, isShort = false }: Around,
): Promise<Run> {
	for (const { needs } of planned(wanted.faults)) needs?.();
	const at = new Date().toISOString();
	const loadBefore = Math.round((loadavg()[0] ?? 0) * 100) / 100;
	const rig = await startRig({
		...{ name, port, instances: wanted.instances, built, synchronous: true },
		...{ log: (line) => view.note(line), signal },
	});
	const database = new pg.Client(rig.primaryAdminUrl());
	database.on("error", () => {});
	let stopCron = () => {};
	try {
		await database.connect();
		await countCalls(database);
		for (const { prepare } of planned(wanted.faults)) await prepare?.(rig);
		const rehearsed = await seedSchool(database, {
			...{ people: wanted.people, teachers: roster ?? madeUpTeachers(wanted), seed: wanted.seed },
			...{
				joinMs: wanted.minutes * 60_000,
				opensAt: Date.now() + wanted.minutes * 60_000 + (isShort ? 10_000 : 30_000),
			},
			...{ port, appUrl: rig.stack.env.APP_URL, linkSecret: rig.stack.env.LINK_SECRET, manners },
		});
		if (rehearsed.seats === 0) throw new CannotStart("These teachers have no time that could be booked.");
		const options = { ...wanted, slots: rehearsed.seats, teachers: rehearsed.opening.teachers.length };
		// A fault may kill it under this connection.
		await database.end();
		const log = (line: string) => view.note(line);
		// The checker knows of all who book, and would find one that nobody has sent.
		const without = ["/api/synthetic-bookings"];
		stopCron = startCron({
			appUrl: `http://127.0.0.1:${port}`,
			secret: rig.stack.env.CRON_SECRET,
			...{ log, without },
		});
		const seen = await run(rig, rehearsed, options, { view, signal, isShort });
		await mailsToGo(rig.primaryAdminUrl(), log, signal);
		return { at, options, ...(await judge(rig, rehearsed, seen, options, loadBefore)) };
	} finally {
		stopCron();
		await database.end().catch(() => {});
		await rig.stop();
	}
}

async function run(
	rig: Rig,
	rehearsed: Rehearsed,
	options: Run["options"],
	{ view, signal, isShort }: { view: View; signal: AbortSignal; isShort: boolean },
): Promise<Seen> {
	const { opening } = rehearsed;
	const log = join(rig.stack.folder, "calls.jsonl");
	writeFileSync(log, "");
	const instancePorts = rig.instanceUrls.map((url) => Number(new URL(url).port));
	const scene = setScene(rehearsed, log, instancePorts);
	const pooler = new URL(rig.env.DATABASE_URL ?? "");
	pooler.pathname = "/pgbouncer";
	const visit = await measureVisit({
		...{ port: opening.port, host: opening.host, opening: `/opening/${opening.opening}` },
		...{ teacher: `/t/${opening.teachers[0]}`, status: `/api/openings/${opening.opening}/status/0` },
		slots: `/api/slots/${opening.teachers[0]}/${opening.type}/${opening.weeks[0]}`,
		...{ teachers: opening.teachers.length, openingOfOne: `/opening/${rehearsed.neighbours.queued.opening}` },
	});
	const servers = {
		primaryUrl: rig.primaryAdminUrl,
		standbyUrl: rig.standbyAdminUrl,
		poolerUrl: () => pooler.href,
		redisUrl: rig.env.REDIS_URL ?? "",
		originLog: rig.originLog,
		databases: realpathSync(dirname(settlePostgres(rig.stack.folder).data)),
	};
	const before = watch(servers);
	const week = opening.weeks[0] ?? "";
	const alone = {
		port: opening.port,
		host: opening.host,
		teachers: opening.teachers,
		type: opening.type,
		week,
	};
	await (isShort ? Promise.resolve() : askAlone(alone)).finally(() => before.stop());
	const eyes = watch(servers);
	// Traffic is counted by whole seconds, and none was a family's yet.
	await pause(1_000);
	const from = Date.now();
	const over = new AbortController();
	let areHome = false;
	const sendHome = options.faults.length > 0 ? passBy(scene) : async () => {};
	let fault: string | null = null;
	const breaking = breakThings({
		...{ rig, plan: planned(options.faults), scene, signal: AbortSignal.any([signal, over.signal]) },
		told: (name) => {
			fault = name;
			if (name && areHome) view.note(`After all have gone home: ${name}`);
		},
	}).finally(sendHome);
	try {
		const outcome = await comeToOpening(
			{ ...opening, log, duplicates: { times: scene.copies, ports: instancePorts } },
			(tick) => view.update(stateOf(tick, eyes.looks.at(-1), opening.opensAt, options, fault)),
			signal,
		);
		// What is still to be broken meets those who pass by.
		areHome = true;
		return {
			...{ outcome, happened: await breaking, looks: eyes.looks, before: before.looks, visit },
			...{ from, until: Date.now(), log },
		};
	} finally {
		over.abort();
		await breaking.catch(() => {});
		scene.close();
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
