import { mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { asAdmin } from "../as-admin.ts";
import { own } from "../rehearsal/copy-owned.ts";
import type { Server } from "../rehearsal/postgres.ts";

/** Where the log of changes of a server goes, one file of 16 MB after another: see docs/backups.md. Starts it anew. */
export async function archiveLog(server: Server): Promise<string> {
	const { data, user } = server.home;
	const archive = join(dirname(data), "archive");
	mkdirSync(archive, { mode: 0o700 });
	own(user, archive);
	await asAdmin(server.adminUrl, async (admin) => {
		const command = `test ! -f "${archive}/%f" && cp "%p" "${archive}/%f"`;
		await admin.query("alter system set archive_mode = on");
		await admin.query(`alter system set archive_command = ${pg.escapeLiteral(command)}`);
	});
	await server.stop();
	await server.start();
	return archive;
}

/** A point that one can go back to: between which two readings of the clock it was set, and how much log there was by then. */
export type Point = { from: number; to: number; files: number };

/** Names one; resolves once the archive has all until there. */
export async function markPoint({ adminUrl }: Server, name: string, archive: string): Promise<Point> {
	return asAdmin(adminUrl, async (admin) => {
		const from = Date.now();
		await admin.query("select pg_create_restore_point($1)", [name]);
		const to = Date.now();
		const { rows } = await admin.query<{ file: string }>("select pg_walfile_name(pg_switch_wal()) as file");
		for (const deadline = Date.now() + 30_000; !readdirSync(archive).includes(rows[0]?.file ?? ""); ) {
			if (Date.now() > deadline) throw new Error("The archive did not get the log within 30 s.");
			await pause(50);
		}
		return { from, to, files: readdirSync(archive).length };
	});
}
