import { appendFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { asAdmin } from "../as-admin.ts";
import { copyOwned, own } from "./copy-owned.ts";
import type { Server } from "./postgres.ts";

/**
 * Makes `to` a streaming standby of `from`, anew and not started yet: a copy of its files between pg_backup_start and
 * pg_backup_stop, since the embedded binaries have neither pg_basebackup nor pg_rewind.
 */
export async function makeStandby({ from, to }: { from: Server; to: Server }): Promise<void> {
	await to.stop();
	await rm(to.home.data, { recursive: true, force: true });
	const label = await backUp(from, to);
	const put = (name: string, text: string) => {
		writeFileSync(join(to.home.data, name), text, { mode: 0o600 });
		own(to.home.user, join(to.home.data, name));
	};
	put("backup_label", label);
	put("standby.signal", "");
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

async function backUp(from: Server, to: Server): Promise<string> {
	return asAdmin(from.adminUrl, async (admin) => {
		await admin.query(`
			select pg_create_physical_replication_slot('standby', true)
			where not exists (select from pg_replication_slots where slot_name = 'standby')`);
		await admin.query("select pg_backup_start('standby', true)");
		await copyOwned(from.home.data, to.home.data, to.home.user, (path) => !left.test(path));
		const { rows } = await admin.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
		return rows[0]?.labelfile ?? "";
	});
}

/** What belongs to the running primary alone; its log of changes comes by the stream. */
const left = /^(pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+|postmaster\.(pid|opts)|server\.log)$/;
