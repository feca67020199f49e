import "server-only";
import { call, callApart } from "../db.ts";
import { Refusal } from "../refusal.ts";
import { judge } from "./alerts.ts";
import { countedMinutes } from "./counted-minutes.ts";
import { noteAway, noteBack } from "./database-away.ts";
import { replicaLag } from "./replica-lag.ts";
import type { AlertRow, WatchState } from "./schema.ts";
import { tellAlert } from "./tell-alert.ts";

/** The minute that was looked at, what is wrong, and what was told just now. */
export type Closed = { minute: string | null; wrong: string[]; told: string[] };

/**
 * Once a minute: keeps what the instances counted and what the database sees of itself, and tells what is wrong since then, or
 * well again. Refuses BUSY0 where the database is out of reach, which is told, too.
 */
export async function closeMinute(): Promise<Closed> {
	try {
		return await closed();
	} catch (error) {
		if (error instanceof Refusal && error.code === "BUSY0") {
			await noteAway(
				(await isBusy()) ? "it answers others, and is too busy to be watched" : "nothing can be booked",
			);
		}
		throw error;
	}
}

/** Whether others are answered, or stand in line for it. */
async function isBusy(): Promise<boolean> {
	try {
		await call("has_migration", "");
		return true;
	} catch (error) {
		return error instanceof Refusal && error.detail.retryAfter !== undefined;
	}
}

async function closed(): Promise<Closed> {
	const counted = await countedMinutes();
	const state = await callApart<WatchState & { wrote: boolean }>(
		"keep_minute",
		counted && JSON.stringify(counted),
	);
	const replica = state.wrote ? await replicaLag(state.now) : undefined;
	const judged = await judge({ ...state, replica });
	const untold = await callApart<AlertRow[]>(
		"settle_alerts",
		JSON.stringify(judged),
		replica ? JSON.stringify(replica) : null,
	);
	// Not before all of that was told: a database that takes only some of it is not back.
	await noteBack();
	const told: string[] = [];
	for (const { well_at, ...alert } of untold) {
		if (!(await tellAlert({ ...alert, wellAt: well_at }))) continue;
		await callApart("mark_alert", alert.id, well_at !== null);
		told.push(alert.name);
	}
	const wrong = Object.keys(judged).filter((name) => judged[name] !== null);
	return { minute: state.minute, wrong, told };
}
