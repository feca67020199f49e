import "server-only";
import type pg from "pg";
import { connect, type Pool, pool } from "./database-pool.ts";
import { env } from "./env.ts";
import { oneInProcess } from "./in-process.ts";
import { askersLanguage, spend } from "./notes.ts";
import { Refusal } from "./refusal.ts";
import { lost, meant } from "./sql-trouble.ts";
import { bucketOf, tally } from "./tally.ts";
import { type Facts, traced } from "./trace.ts";

type Args = (string | number | boolean | (string | null)[] | null)[];

/**
 * Calls one SQL verb: one statement, one round trip, no transaction block around it, so that nothing is left on the
 * connection and a transaction pooler may stand between. Gives the verb's value; throws a Refusal for every "no"
 * that SQL says, BUSY0 where the database cannot be reached in time, and anything else as it is.
 */
export function call<Answer = void>(verb: string, ...args: Args): Promise<Answer> {
	return ask(pool("DATABASE_URL"), verb, args);
}

/** The same for who watches, on connections of its own, so that it hears of a rush and does not stand in it. */
export function callApart<Answer = void>(verb: string, ...args: Args): Promise<Answer> {
	return ask(pool("DATABASE_URL", "watch"), verb, args);
}

/** And of the replica itself, whatever others have just heard of it. Refuses BUSY0 where it does not answer. */
export function readApart<Answer>(verb: string, ...args: Args): Promise<Answer> {
	return ask(pool("DATABASE_READ_URL", "watch"), verb, args);
}

// A replica that cannot be reached, or has not answered in time, is left alone for a while; then one question tries it, and the
// others need not wait with that one.
const restMs = 5_000;
const replica = oneInProcess("replica", () => ({ restsUntil: 0 }));

/**
 * The same for a verb that only reads, and may be a moment behind: a grid, a directory. A replica answers where there is
 * one, and the primary where it does not. Never for what follows one's own write.
 */
export async function read<Answer>(verb: string, ...args: Args): Promise<Answer> {
	if (!env().DATABASE_READ_URL || performance.now() < replica.restsUntil) return call(verb, ...args);
	const rested = replica.restsUntil > 0;
	if (rested) replica.restsUntil = performance.now() + restMs;
	try {
		const answer = await ask<Answer>(pool("DATABASE_READ_URL"), verb, args);
		if (rested) replica.restsUntil = 0;
		return answer;
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== "BUSY0") throw error;
		// Who was sent away at this process's own door says nothing of it.
		if (error.detail.retryAfter === undefined) replica.restsUntil = performance.now() + restMs;
		return call(verb, ...args);
	}
}

function ask<Answer>(from: Pool, verb: string, args: Args): Promise<Answer> {
	const facts: Facts = { "db.system.name": "postgresql", "db.operation.name": verb };
	return traced(`sql ${verb}`, facts, (note) => sent(from, verb, args, note));
}

async function sent<Answer>(
	from: Pool,
	verb: string,
	args: Args,
	note: (facts: Facts) => void,
): Promise<Answer> {
	const statement = asked(verb, args);
	const wished = performance.now();
	const client = await spend("queue", () => connect(from, verb));
	const began = performance.now();
	note({ "firstbell.queue_ms": began - wished });
	tally(`pool|${bucketOf(began - wished)}`);
	let broken: Error | undefined;
	try {
		const result = await spend("db", () => client.query<{ answer: Answer }>(statement));
		return (result.rows[0] as { answer: Answer }).answer;
	} catch (error) {
		broken = lost(error);
		throw meant(verb, error);
	} finally {
		// A client that timed out may still have its answer on the way: it is destroyed, never reused.
		client.release(broken);
		from.usualMs += (performance.now() - began - from.usualMs) / 20;
	}
}

// By which somebody becomes one whom mails are written to: in the language they ask in, which they keep.
const heard = new Set([
	"book_slot",
	"book_series",
	"book_team_slot",
	"confirm_hold",
	"join_waitlist",
	"ask_mine",
	"ask_invitation",
]);

/** The setting is of the one statement alone, made before the verb is called, and gone with it. */
function asked(verb: string, args: Args): pg.QueryConfig {
	const places = args.map((_, i) => `$${i + 1}`).join(", ");
	const text = `select api.${verb}(${places}) as answer`;
	if (!heard.has(verb)) return { text, values: args };
	return {
		text: `${text} from set_config('firstbell.language', $${args.length + 1}, true)`,
		values: [...args, askersLanguage()],
	};
}
