import { appendFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { asAdmin } from "../as-admin.ts";
import { putOwned } from "./copy-owned.ts";
import { copyRunning } from "./copy-running.ts";
import type { Server } from "./postgres.ts";

/**
 * Makes `to` a streaming standby of `from`, anew and not started yet.
 */
export async function makeStandby({ from, to }: { from: Server; to: Server }): Promise<void> {
	await to.stop();
	await rm(to.home.data, { recursive: true, force: true });
	await asAdmin(from.adminUrl, (admin) =>
		admin.query(`
			select pg_create_physical_replication_slot('standby', true)
			where not exists (select from pg_replication_slots where slot_name = 'standby')`),
	);
	await copyRunning(from, to.home.data);
	putOwned(to.home.user, join(to.home.data, "standby.signal"), "");
	// The last word counts, also after what its primary was told when it was a standby itself.
	appendFileSync(join(to.home.data, "firstbell.conf"), settings(from, to));
}

/** From now on nothing is confirmed before the standby has it on disk. */
export async function waitForStandby(primaryUrl: string): Promise<void> {
	await asAdmin(primaryUrl, async (admin) => {
		await admin.query("alter system set synchronous_standby_names = 'standby'");
		await admin.query("select pg_reload_conf()");
	});
}

/** Makes the standby a primary, which waits for none until it has one; resolves when it takes writes. */
export async function promote({ adminUrl }: Server): Promise<void> {
	await asAdmin(adminUrl, async (admin) => {
		// A copy of a primary that waited for its standby has that word, too.
		await admin.query("alter system reset synchronous_standby_names");
		await admin.query("select pg_reload_conf()");
		const { rows } = await admin.query<{ done: boolean }>("select pg_promote(true, 30) as done");
		if (!rows[0]?.done) throw new Error("The standby was not promoted within 30 s.");
	});
}

/** What the primary says of its standby: `sync` where it waits for it, `async` where not, undefined for none. */
export async function standbyState(primaryUrl: string): Promise<string | undefined> {
	return asAdmin(primaryUrl, async (admin) => {
		const { rows } = await admin.query<{ state: string }>(
			"select sync_state as state from pg_stat_replication where application_name = 'standby' and state = 'streaming'",
		);
		return rows[0]?.state;
	});
}

const settings = (from: Server, to: Server) => `
port = ${to.port}
primary_conninfo = '${from.adminUrl.replace(/\/postgres$/, "/")}?application_name=standby'
primary_slot_name = 'standby'
# A question that is being answered is not cut off for a vacuum on the primary.
hot_standby_feedback = on
# A primary that was restarted is followed again at once, and not after five seconds.
wal_retrieve_retry_interval = 200ms
`;
