import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../as-admin.ts";
import { CannotStart } from "../cannot-start.ts";
import { migrate } from "../embedded/migrate.ts";
import { startBookers } from "../rehearsal/bookers.ts";
import type { Call } from "../rehearsal/call.ts";
import { check } from "../rehearsal/checker/check.ts";
import { count } from "../rehearsal/checker/finding.ts";
import type { Verdict } from "../rehearsal/run.ts";
import { across, aheadOfItsDatabase, controls } from "./builds.ts";
import { previousRelease } from "./releases.ts";
import { roll } from "./roll.ts";
import { after, type Stage, setStage } from "./stage.ts";

/**
 * `npm test -- upgrade`: from the release before (releases.json) to this one, as docs/upgrading.md says, while people book:
 * migrations first, then one instance after another. Both builds are asked all that a booker does, on the new database and
 * across each other. Throws with every promise that was broken.
 */
export async function testUpgrade({
	port,
	log,
}: {
	port: number;
	log: (line: string) => void;
}): Promise<void> {
	const previous = previousRelease();
	const stage = await setStage({ port, previous, log });
	try {
		const verdicts = await upgrade(stage);
		for (const { kept, name, figure } of verdicts) log(`  ${kept ? "✓" : "✗"} ${name}: ${figure}`);
		const broken = verdicts.filter(({ kept }) => !kept);
		if (broken.length > 0)
			throw new CannotStart(
				`From ${previous.version} to this one: ${broken.map(({ name }) => name).join("; ")}.`,
			);
	} finally {
		await stage.stop();
	}
}

async function upgrade(stage: Stage): Promise<Verdict[]> {
	const { neighbours, port, host, instances, stack } = stage;
	const verdicts: Verdict[] = [];
	const bookers = startBookers({ port, host, teachers: neighbours.open, people: 10 });
	await pause(3_000);
	await instances[after[0] as string]?.start();
	verdicts.push(await aheadOfItsDatabase(stage, previousRelease().newestMigration));
	verdicts.push(await migrateMeanwhile(stage, bookers.calls));
	verdicts.push(...(await across(stage)));
	verdicts.push(await roll(stage));
	const { ends, strange, latency } = await bookers.stop();
	const { failed, broken } = faultsIn(bookers.calls);
	const median = `${Math.round(latency?.p50 ?? 0)} ms, and 99 of 100 within ${Math.round(latency?.p99 ?? 0)} ms`;
	verdicts.push({
		name: "No call failed while it was upgraded",
		kept: failed.length === 0 && strange.length === 0 && (ends.booked ?? 0) > 0,
		figure: `${count(failed.length)} of ${count(bookers.calls.length)} calls${saidOf(failed)}, and ${count(broken)} asked again whose line broke as the balancer changed (${Object.entries(
			ends,
		)
			.map(([end, n]) => `${n} ${end}`)
			.join(", ")}); half were answered within ${median}`,
	});
	const checked = await asAdmin(stack.adminUrl, (database) =>
		check({ calls: bookers.calls, database, opening: neighbours.queued.opening }),
	);
	const faults = checked.verdicts.filter(({ kept }) => !kept).map(({ name, figure }) => `${name}: ${figure}`);
	verdicts.push({
		name: "Nothing is lost and nothing double",
		kept: checked.lost === 0 && checked.double === 0 && faults.length === 0,
		figure:
			faults.join("; ") ||
			`${checked.verdicts.length} laws kept, ${checked.lost} lost, ${checked.double} double`,
	});
	verdicts.push(...(await controls(stage)));
	return verdicts;
}

async function migrateMeanwhile({ stack }: Stage, calls: Call[]): Promise<Verdict> {
	const notes: string[] = [];
	const from = Date.now();
	const applied = await migrate(stack.adminUrl, (line) => notes.push(line));
	const to = Date.now();
	await pause(2_000);
	const meanwhile = calls.filter(({ sent, heard }) => sent < to && (heard ?? to) > from);
	const slowest = Math.max(0, ...meanwhile.map(({ sent, heard }) => (heard ?? Date.now()) - sent));
	const waited = notes.filter((note) => note.endsWith("waits for a lock")).length;
	return {
		name: "The database is migrated while people book",
		kept: !meanwhile.some(isFailed),
		figure: `${applied} new in ${to - from} ms, ${waited} times put off for a lock; ${count(meanwhile.length)} calls met it, the slowest took ${Math.round(slowest)} ms`,
	};
}

/**
 * Those that were answered by a fault of ours, or never. A balancer that is told of other instances closes the lines that nobody
 * uses, and who sends on one in that moment asks again by the same key, as browsers do.
 */
function faultsIn(calls: Call[]): { failed: Call[]; broken: number } {
	const answered = new Set(calls.filter(({ status }) => status > 0).map(({ key }) => key));
	const unheard = calls.filter(({ status }) => status === 0);
	const lost = unheard.filter(({ key }) => key === null || !answered.has(key));
	return {
		failed: [...calls.filter(({ status }) => status >= 500), ...lost],
		broken: unheard.length - lost.length,
	};
}

/** What the failed ones were answered, and how often each. */
function saidOf(failed: Call[]): string {
	const times: Record<string, number> = {};
	for (const { verb, status, code } of failed) {
		const what = `${verb} ${status} ${code ?? ""}`.trim();
		times[what] = (times[what] ?? 0) + 1;
	}
	const said = Object.entries(times).map(([what, n]) => `${n} × ${what}`);
	return said.length > 0 ? `: ${said.join(", ")}` : "";
}

const isFailed = ({ status }: Call) => status === 0 || status >= 500;
