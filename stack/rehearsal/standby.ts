import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { type Settled, settlePostgres } from "../embedded/postgres-home.ts";
import { halt } from "../embedded/postgres-server.ts";
import { copyOwned, own } from "./copy-owned.ts";
import type { Part } from "./part.ts";
import { postgresPart } from "./postgres.ts";

/**
 * A streaming standby of the primary in this data folder, made anew: a copy of its files between pg_backup_start and
 * pg_backup_stop, since the embedded binaries have no pg_basebackup.
 */
export async function makeStandby(options: {
	folder: string;
	port: number;
	adminUrl: string;
}): Promise<Part> {
	const primary = settlePostgres(options.folder);
	const home: Settled = { ...primary, data: join(dirname(primary.data), "standby") };
	await halt(home);
	rmSync(home.data, { recursive: true, force: true });
	const label = await backUp(options.adminUrl, primary, home);
	const put = (name: string, text: string) => {
		writeFileSync(join(home.data, name), text, { mode: 0o600 });
		own(home.user, join(home.data, name));
	};
	put("backup_label", label);
	put("standby.signal", "");
	appendFileSync(join(home.data, "firstbell.conf"), settings(options));
	return postgresPart(home);
}

/** From now on nothing is confirmed before the standby has it on disk. */
export async function waitForStandby(adminUrl: string): Promise<void> {
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	try {
		await admin.query("alter system set synchronous_standby_names = 'standby'");
		await admin.query("select pg_reload_conf()");
	} finally {
		await admin.end();
	}
}

const settings = ({ port, adminUrl }: { port: number; adminUrl: string }) => `
port = ${port}
primary_conninfo = '${adminUrl.replace(/\/postgres$/, "/")}?application_name=standby'
primary_slot_name = 'standby'
# A question that is being answered is not cut off for a vacuum on the primary.
hot_standby_feedback = on
# A primary that was restarted is followed again at once, and not after five seconds.
wal_retrieve_retry_interval = 200ms
`;

async function backUp(adminUrl: string, from: Settled, to: Settled): Promise<string> {
	const admin = new pg.Client({ connectionString: adminUrl });
	await admin.connect();
	try {
		await admin.query(`
			select pg_create_physical_replication_slot('standby', true)
			where not exists (select from pg_replication_slots where slot_name = 'standby')`);
		await admin.query("select pg_backup_start('standby', true)");
		copyOwned(from.data, to.data, to.user, (path) => !left.test(path));
		const { rows } = await admin.query<{ labelfile: string }>("select labelfile from pg_backup_stop(false)");
		return rows[0]?.labelfile ?? "";
	} finally {
		await admin.end();
	}
}

/** What belongs to the running primary alone; its log of changes comes by the stream. */
const left = /^(pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+|postmaster\.(pid|opts)|server\.log)$/;
