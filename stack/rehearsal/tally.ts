import { setTimeout as pause } from "node:timers/promises";
import { Redis } from "ioredis";
import type pg from "pg";
import { Asker } from "./asker.ts";

/**
 * What the servers have counted since the first look: by name the calls of the database's verbs that it did not refuse,
 * their ms, and Redis' commands; and of the pooler every statement that came through it.
 */
export type Counted = Record<"calls" | "ms" | "commands", Record<string, number>> & { statements: number };

/** From now on the database counts its calls. */
export async function countCalls(database: pg.Client): Promise<void> {
	await database.query("create extension if not exists pg_stat_statements schema public");
	await database.query("select public.pg_stat_statements_reset()");
}

/**
 * Looks at what primary, standby, pooler and Redis count. A server that was killed has forgotten what it counted, so what is
 * looked at is added up here, and a kill costs what was counted since the look before it.
 */
export class Tally {
	private readonly databases: { asker: Asker; calls: Sum; ms: Sum }[];
	private readonly pooler: Asker;
	private readonly redis: Redis;
	private readonly commands = new Sum();
	private readonly statements = new Sum();

	constructor({
		databases,
		poolerUrl,
		redisUrl,
	}: { databases: (() => string)[]; poolerUrl: () => string; redisUrl: string }) {
		this.databases = databases.map((url) => ({ asker: new Asker(url), calls: new Sum(), ms: new Sum() }));
		this.pooler = new Asker(poolerUrl);
		this.redis = new Redis(redisUrl, { maxRetriesPerRequest: 0, retryStrategy: () => 500 });
		this.redis.on("error", () => {});
	}

	/** What does not answer within a second is passed over; `isWhole` says whether Redis did. */
	async look(): Promise<Counted & { isWhole: boolean }> {
		const info = Promise.race([this.redis.info("commandstats"), pause(900).then(() => undefined)]).catch(
			() => undefined,
		);
		const [pools, ...heard] = await Promise.all([
			this.pooler.ask("show stats"),
			...this.databases.map(({ asker }) => asker.ask(callsByVerb)),
		]);
		for (const [i, { calls, ms }] of this.databases.entries()) {
			const rows = heard[i];
			if (!rows) continue;
			calls.hear(Object.fromEntries(rows.map((row) => [String(row.verb), Number(row.calls)])));
			ms.hear(Object.fromEntries(rows.map((row) => [String(row.verb), Number(row.ms)])));
		}
		if (pools) this.statements.hear(statementsByPool(pools));
		const said = await info;
		if (said !== undefined) this.commands.hear(commandsByName(said));
		return {
			calls: together(this.databases.map(({ calls }) => calls.all)),
			ms: together(this.databases.map(({ ms }) => ms.all)),
			commands: { ...this.commands.all },
			statements: Object.values(this.statements.all).reduce((sum, each) => sum + each, 0),
			isWhole: said !== undefined,
		};
	}

	async end(): Promise<void> {
		this.redis.disconnect();
		await Promise.all([this.pooler, ...this.databases.map(({ asker }) => asker)].map((each) => each.end()));
	}
}

/** Adds up counts that begin anew where what counts them does. */
class Sum {
	readonly all: Record<string, number> = {};
	private last: Record<string, number> | undefined;

	hear(now: Record<string, number>): void {
		for (const [name, count] of this.last ? Object.entries(now) : []) {
			const before = this.last?.[name] ?? 0;
			this.all[name] = (this.all[name] ?? 0) + (count < before ? count : count - before);
		}
		this.last = now;
	}
}

const callsByVerb = `
	select coalesce(substring(query from 'api\\.([a-z_]+)'), 'other') as verb,
		sum(calls)::double precision as calls, sum(total_exec_time) as ms
	from public.pg_stat_statements s join pg_roles r on r.oid = s.userid
	where r.rolname = 'firstbell_server' group by 1`;

/** Without the looks themselves. */
function commandsByName(info: string): Record<string, number> {
	const counts = [...info.matchAll(/cmdstat_([a-z|-]+):calls=(\d+)/g)].map(
		([, name = "", calls]) => [name, Number(calls)] as const,
	);
	return Object.fromEntries(counts.filter(([name]) => name !== "info"));
}

const statementsByPool = (pools: Record<string, unknown>[]) =>
	Object.fromEntries(
		pools
			.filter(({ database }) => database !== "pgbouncer")
			.map(({ database, total_query_count }) => [String(database), Number(total_query_count)]),
	);

function together(parts: Record<string, number>[]): Record<string, number> {
	const all: Record<string, number> = {};
	for (const part of parts)
		for (const [name, count] of Object.entries(part)) all[name] = (all[name] ?? 0) + count;
	return all;
}
