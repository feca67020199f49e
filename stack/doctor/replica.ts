import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { mend, note, type Verdict, well } from "./finding.ts";

const mostSeconds = 30;
const patienceMs = 4_000;
const againMs = 250;

/** A replica, where there is one: it copies. */
export async function replica(client: pg.Client): Promise<Verdict> {
	const { rows } = await client.query<{ copies: boolean }>("select pg_is_in_recovery() as copies");
	if (!rows[0]?.copies)
		return note("DATABASE_READ_URL leads to a primary, so that lists cost it what they did");
	return well("a replica answers for lists");
}

/**
 * How far it is behind what the primary has on disk by now: that is waited for, and one that does not get there is as late as what it
 * replayed last. Where the primary has nothing new, one that is all there is not behind, however long ago that was.
 */
export async function lag(client: pg.Client, primary: pg.Client): Promise<Verdict> {
	const { rows: written } = await primary.query<{ until: string | null }>(
		"select case when not pg_is_in_recovery() then pg_current_wal_flush_lsn()::text end as until",
	);
	const began = performance.now();
	for (;;) {
		// What has replayed nothing since it began is as late as that, at least.
		const { rows } = await client.query<{ copies: boolean; there: boolean; replayed: string }>(
			`select pg_is_in_recovery() as copies, coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as there,
				coalesce(pg_last_xact_replay_timestamp(), pg_postmaster_start_time())::text as replayed`,
			[written[0]?.until],
		);
		const { copies, there, replayed = "" } = rows[0] ?? {};
		if (!copies) return well("a primary is behind nobody");
		const took = performance.now() - began;
		if (there) return well(`it has all that the primary had, within ${Math.ceil(took)} ms`);
		if (took > patienceMs) return late(primary, replayed);
		await pause(againMs);
	}
}

/** By the primary's clock, which commits are dated by. */
async function late(primary: pg.Client, replayed: string): Promise<Verdict> {
	const { rows } = await primary.query<{ seconds: number }>(
		"select extract(epoch from clock_timestamp() - $1::timestamptz)::float8 as seconds",
		[replayed],
	);
	const seconds = Math.round(rows[0]?.seconds ?? 0);
	if (seconds > mostSeconds)
		return mend(
			`it is ${seconds} s behind, and lists show what was free then: see what it waits for, or leave DATABASE_READ_URL out until it has caught up`,
		);
	return note(`it is ${seconds} s behind just now, and lists show what was free then: ask again`);
}
