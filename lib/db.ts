import "server-only";
import pg from "pg";
import { addressOf } from "./database-address.ts";
import { env } from "./env.ts";
import { oneInProcess } from "./in-process.ts";
import { log } from "./log.ts";
import { askersLanguage, spend } from "./notes.ts";
import { isReason, isRefusalCode, Refusal, reasons } from "./refusal.ts";
import { bucketOf, tally, tallyHighest } from "./tally.ts";
import { type Facts, traced } from "./trace.ts";

type Args = (string | number | boolean | string[] | null)[];

/**
 * Calls one SQL verb: one statement, one round trip, no transaction block around it, so that nothing is left on the
 * connection and a transaction pooler may stand between. Gives the verb's value; throws a Refusal for every "no"
 * that SQL says, BUSY0 where the database cannot be reached in time, and anything else as it is.
 */
export function call<Answer = void>(verb: string, ...args: Args): Promise<Answer> {
	return ask(pool("DATABASE_URL"), verb, args);
}

// A replica that cannot be reached, or has not answered for so long, is left alone for a while; then one question tries
// it, and the others need not wait with that one.
const replicaPatienceMs = 1_000;
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
		replica.restsUntil = performance.now() + restMs;
		return call(verb, ...args);
	}
}

/** Whether the replica was out of reach when it was asked last, so that the primary answers for it. */
export const isReplicaAway = (): boolean => performance.now() < replica.restsUntil;

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

// How long the wait for a connection may be, as far as one can tell, before the next is sent away at the door: better
// than a pile-up behind it. Who has chosen a time, or gives one back, is let in longest, and so are what nobody would ask
// for again, the one step a second on which a whole waiting room waits, and what a page for everybody is made of: it is asked
// for once, and a page that cannot be made says that it is broken.
const patienceMs = 250;
const longPatienceMs = 1_900;
const kept = new Set([
	"book_slot",
	"confirm_hold",
	"hold_slot",
	"extend_hold",
	"release_hold",
	"cancel_booking",
	"move_booking",
	"cancel_as_teacher",
	"move_as_teacher",
	"take_time_off",
	"book_series",
	"cancel_series",
	"decide_booking",
	"book_team_slot",
	"hold_team_slot",
	"pace_opening",
	"take_pass",
	"join_waitlist",
	"leave_waitlist",
	"decline_offer",
	"book_for",
	"ask_code",
	"mark_mail",
	"bounce_mail",
	"settle_hook_delivery",
	"end_synthetic",
	"get_teacher",
	"get_opening",
	"get_team",
]);

async function connect(to: Pool, verb: string): Promise<pg.PoolClient> {
	const { waitingCount } = to.pool;
	if (waitingCount) tallyHighest("queue", waitingCount);
	const expectedMs = (waitingCount * to.usualMs) / to.pool.options.max;
	if (expectedMs > (kept.has(verb) ? longPatienceMs : patienceMs)) {
		tally("shed");
		throw new Refusal("BUSY0", { retryAfter: 1 });
	}
	try {
		return await to.pool.connect();
	} catch (error) {
		tally("database|away");
		log("error", "database out of reach", { error });
		throw new Refusal("BUSY0");
	}
}

/** A pool, and how many milliseconds a connection of it is usually away. */
type Pool = { pool: pg.Pool; usualMs: number };
type Place = "DATABASE_URL" | "DATABASE_READ_URL";
const pools = oneInProcess("pools", () => new Map<Place, Pool>());

function pool(place: Place): Pool {
	const opened = pools.get(place) ?? { pool: open(place), usualMs: 1 };
	pools.set(place, opened);
	return opened;
}

function open(place: Place): pg.Pool {
	const isReplica = place === "DATABASE_READ_URL";
	const opened = new pg.Pool({
		...addressOf(env()[place] ?? "", env().DATABASE_CA),
		application_name: "firstbell",
		max: env().DATABASE_POOL,
		idleTimeoutMillis: 30_000,
		connectionTimeoutMillis: isReplica ? replicaPatienceMs : 2_000,
		// The role's statement_timeout is 5 s; past this the answer is not coming. A replica has somebody behind it.
		query_timeout: isReplica ? replicaPatienceMs : 6_000,
	});
	// An idle connection that breaks is dropped by the pool; without a listener it would end the process.
	opened.on("error", (error) => log("warn", "idle database connection lost", { error }));
	// Nor may one that breaks while it is away: whoever asked it hears so, and then the pooler says it once more.
	opened.on("connect", (client) => client.on("error", () => {}));
	return opened;
}

/**
 * A SQLSTATE means that the server answered and the connection is sound; anything else means it is not. So does a
 * server that says farewell, or one that has become a standby: whoever asks next must reach the one that took over.
 */
function lost(error: unknown): Error | undefined {
	const sound = error instanceof pg.DatabaseError && error.severity !== "FATAL" && error.code !== "25006";
	return sound ? undefined : (error as Error);
}

function meant(verb: string, error: unknown): unknown {
	const code = sqlState(error);
	// What SQL counts by the minute may be asked again in one.
	if (isRefusalCode(code))
		return new Refusal(code, code === "SLOWD" ? { retryAfter: 60 } : beside(error as pg.DatabaseError));
	// Lock or statement timeout, too many connections, shutdown and start-up, failover, a broken line, full disk, two
	// that waited for each other: ask again in a moment.
	if (!code || /^(55P03|57014|53...|57P0.|25006|08...|40001|40P01)$/.test(code)) {
		tally(`database|${code ?? "lost"}`);
		log("error", "database busy or lost", { verb, error });
		return new Refusal("BUSY0");
	}
	// A verb that this build knows and the database does not: it is deployed before its migrations, which come any moment.
	if (code === "42883" && / api\.\w+\(/.test((error as Error).message)) {
		const wanted = process.env.NEWEST_MIGRATION;
		log("error", `the database is older than this build: apply supabase/migrations up to ${wanted}`, {
			verb,
		});
		return new Refusal("BUSY0");
	}
	// Text that Postgres cannot hold, such as U+0000.
	if (code === "22021" || code === "22P05") return new Refusal("INVAL");
	return error;
}

/** What SQL says beside its code: app.refuse_fields what to mend, app.require_attendance why, and app.require_nothing_ahead what. */
function beside({ code, detail }: pg.DatabaseError): Record<string, unknown> {
	if (!detail?.startsWith("{")) return {};
	const said: Record<string, unknown> = JSON.parse(detail);
	if (code === "INVAL") return { fields: said };
	if (code === "AHEAD") return { ahead: said };
	return isReason(said.why) ? { why: said.why, message: reasons[said.why] } : {};
}

function sqlState(error: unknown): string | undefined {
	return error instanceof pg.DatabaseError ? error.code : undefined;
}
