import { Redis } from "ioredis";
import type pg from "pg";

type Statement = { verb: string; calls: number; ms: number };

/** From now on the database counts its calls. */
export async function countCalls(database: pg.Client): Promise<void> {
	await database.query("create extension if not exists pg_stat_statements schema public");
	await database.query("select public.pg_stat_statements_reset()");
}

/** Calls of the app's by verb, and what they took; a database that was killed has forgotten those from before. */
export async function callsByVerb(
	database: pg.Client,
): Promise<Record<string, { calls: number; ms: number }>> {
	const { rows } = await database.query<Statement>(
		`select coalesce(substring(query from 'api\\.([a-z_]+)'), 'other') as verb,
			sum(calls)::double precision as calls, sum(total_exec_time) as ms
		from public.pg_stat_statements s join pg_roles r on r.oid = s.userid
		where r.rolname = 'firstbell_server' group by 1 order by 3 desc`,
	);
	return Object.fromEntries(rows.map(({ verb, calls, ms }) => [verb, { calls, ms }]));
}

/** Commands of Redis by name, since it was started. */
export async function commandsByName(redisUrl: string): Promise<Record<string, number>> {
	const redis = new Redis(redisUrl);
	const info = await redis.info("commandstats");
	redis.disconnect();
	return Object.fromEntries(
		[...info.matchAll(/cmdstat_([a-z|]+):calls=(\d+)/g)].map(([, name, calls]) => [name, Number(calls)]),
	);
}
