import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { asAdmin } from "../as-admin.ts";
import { CannotStart } from "../cannot-start.ts";
import { copyOwned, putOwned } from "../rehearsal/copy-owned.ts";
import type { Server } from "../rehearsal/postgres.ts";

/**
 * Makes `to` anew from a base backup and the archived log, as it was at a named point, and starts it: see docs/backups.md.
 * Refuses with what the server said where the log does not reach that point.
 */
export async function restoreServer(wish: {
	backup: string;
	archive: string;
	point: string;
	to: Server;
}): Promise<void> {
	const { backup, archive, point, to } = wish;
	const { data, user } = to.home;
	await to.stop();
	await rm(data, { recursive: true, force: true });
	await copyOwned(backup, data, user, () => true);
	putOwned(user, join(data, "recovery.signal"), "");
	// The last word counts; and what it writes from now on is not the old server's to archive.
	appendFileSync(
		join(data, "postgresql.auto.conf"),
		`
port = ${to.port}
archive_mode = off
restore_command = 'cp "${archive}/%f" "%p"'
recovery_target_name = '${point}'
recovery_target_action = 'promote'
`,
	);
	await to.start();
	await untilItTakesWrites(to);
}

async function untilItTakesWrites({ adminUrl, home }: Server): Promise<void> {
	for (const deadline = Date.now() + 120_000; Date.now() < deadline; await pause(100)) {
		const recovers = await asAdmin(adminUrl, async (admin) => {
			const { rows } = await admin.query<{ yes: boolean }>("select pg_is_in_recovery() as yes");
			return rows[0]?.yes;
		}).catch(() => undefined);
		if (recovers === false) return;
		const said = fatalIn(join(home.data, "server.log"));
		if (recovers === undefined && said) throw new CannotStart(`It was not restored: ${said}`);
	}
	throw new CannotStart("It was not restored within two minutes.");
}

const fatalIn = (log: string): string | undefined =>
	existsSync(log) ? /FATAL: {2}(recovery ended .*)/.exec(readFileSync(log, "utf8"))?.[1] : undefined;
