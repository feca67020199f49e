import { join } from "node:path";
import { asAdmin } from "../as-admin.ts";
import { copyOwned, putOwned } from "./copy-owned.ts";
import type { Server } from "./postgres.ts";

/**
 * A base backup of a server that goes on meanwhile, in a folder that is not there yet: its files, copied between
 * pg_backup_start and pg_backup_stop, since the embedded binaries have no pg_basebackup. It is whole only with the log of
 * changes from then, which comes by a stream or, where `isArchived`, is waited for until the archive has it.
 */
export async function copyRunning(from: Server, to: string, isArchived = false): Promise<void> {
	const { data, user } = from.home;
	const label = await asAdmin(from.adminUrl, async (admin) => {
		await admin.query("select pg_backup_start('firstbell', true)");
		await copyOwned(data, to, user, (path) => !left.test(path));
		const { rows } = await admin.query<{ labelfile: string }>("select labelfile from pg_backup_stop($1)", [
			isArchived,
		]);
		return rows[0]?.labelfile ?? "";
	});
	putOwned(user, join(to, "backup_label"), label);
}

/** What belongs to the running server alone; its log of changes comes another way. */
const left = /^(pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+|postmaster\.(pid|opts)|server\.log)$/;
