import pg from "pg";
import { asked } from "../../../stack/rehearsal/visits.ts";
import { given } from "../../api/support/ask.ts";

export const edgePort = Number(new URL(given("APP_URL")).port);
export const edgeHost = new URL(given("APP_URL")).host;
export const instances = given("INSTANCE_URLS").split(" ");

type Name = "primary" | "standby" | "pooler" | "redis" | "edge" | "instance-1" | "instance-2";
type DoorName = "primary" | "standby" | "redis";

export const part = (name: Name, verb: "kill" | "stop" | "start") => turn(`/parts/${name}/${verb}`);
export const slow = (name: DoorName, ms: number) => turn(`/doors/${name}/slow?ms=${ms}`);
export const open = (name: DoorName) => turn(`/doors/${name}/open`);

async function turn(path: string): Promise<void> {
	const answer = await fetch(given("RIG_URL") + path, { method: "POST" });
	if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}

/** How many requests for an address came to the instances between two times, in ms since 1970. */
export const originRequests = (path: string, from: number, to: number) =>
	asked(given("ORIGIN_LOG"), path, from, to);

/** How often primary and standby were asked for a list since they started. */
export async function listReads(): Promise<number> {
	let calls = 0;
	for (const name of ["DATABASE_ADMIN_URL", "STANDBY_ADMIN_URL"]) {
		const admin = new pg.Client(given(name));
		await admin.connect();
		if (name === "DATABASE_ADMIN_URL") await admin.query("create extension if not exists pg_stat_statements");
		// The standby hears of the extension as it hears of everything.
		for (let tries = 0; tries < 50 && !(await there(admin)); tries++) await pause(100);
		const { rows } = await admin.query<{ calls: string }>(
			"select coalesce(sum(calls), 0) as calls from pg_stat_statements where query like 'select api.list_slots(%'",
		);
		calls += Number(rows[0]?.calls);
		await admin.end();
	}
	return calls;
}

async function there(admin: pg.Client): Promise<boolean> {
	return Boolean((await admin.query("select to_regclass('pg_stat_statements') as it")).rows[0].it);
}

export const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** Holds the replica back, or lets it catch up. */
export async function delayReplica(seconds: number): Promise<void> {
	const standby = new pg.Client(given("STANDBY_ADMIN_URL"));
	await standby.connect();
	await standby.query(`alter system set recovery_min_apply_delay = '${seconds}s'`);
	await standby.query("select pg_reload_conf()");
	await standby.end();
}
