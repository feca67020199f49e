import "server-only";
import pg from "pg";
import { env } from "./env.ts";
import { spend } from "./notes.ts";
import { isRefusalCode, Refusal } from "./refusal.ts";

type Args = (string | number | string[] | null)[];

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
let replicaRests = 0;

/**
 * The same for a verb that only reads, and may be a moment behind: a grid, a directory. A replica answers where there is
 * one, and the primary where it does not. Never for what follows one's own write.
 */
export async function read<Answer>(verb: string, ...args: Args): Promise<Answer> {
	if (!env().DATABASE_READ_URL || performance.now() < replicaRests) return call(verb, ...args);
	const rested = replicaRests > 0;
	if (rested) replicaRests = performance.now() + restMs;
	try {
		const answer = await ask<Answer>(pool("DATABASE_READ_URL"), verb, args);
		if (rested) replicaRests = 0;
		return answer;
	} catch (error) {
		if (!(error instanceof Refusal) || error.code !== "BUSY0") throw error;
		replicaRests = performance.now() + restMs;
		return call(verb, ...args);
	}
}

async function ask<Answer>(from: Pool, verb: string, args: Args): Promise<Answer> {
	const places = args.map((_, i) => `$${i + 1}`).join(", ");
	const client = await spend("queue", () => connect(from, verb));
	const began = performance.now();
	let broken: Error | undefined;
	try {
		const text = `select api.${verb}(${places}) as answer`;
		const result = await spend("db", () => client.query<{ answer: Answer }>(text, args));
		return (result.rows[0] as { answer: Answer }).answer;
	} catch (error) {
		broken = lost(error);
		throw meant(error);
	} finally {
		// A client that timed out may still have its answer on the way: it is destroyed, never reused.
		client.release(broken);
		from.usualMs += (performance.now() - began - from.usualMs) / 20;
	}
}

// How long the wait for a connection may be, as far as one can tell, before the next is sent away at the door: better
// than a pile-up behind it. Who has chosen a time, or gives one back, is let in longest, and so are what nobody would ask
// for again and the one step a second on which a whole waiting room waits.
const patienceMs = 250;
const longPatienceMs = 1_900;
const kept = new Set([
	"book_slot",
	"confirm_hold",
	"hold_slot",
	"extend_hold",
	"release_hold",
	"cancel_booking",
	"pace_opening",
	"take_pass",
	"book_for",
	"ask_code",
	"mark_mail",
]);

async function connect(to: Pool, verb: string): Promise<pg.PoolClient> {
	const expectedMs = (to.pool.waitingCount * to.usualMs) / to.pool.options.max;
	if (expectedMs > (kept.has(verb) ? longPatienceMs : patienceMs))
		throw new Refusal("BUSY0", { retryAfter: 1 });
	try {
		return await to.pool.connect();
	} catch (error) {
		console.error("database out of reach:", (error as Error).message);
		throw new Refusal("BUSY0");
	}
}

/** A pool, and how many milliseconds a connection of it is usually away. */
type Pool = { pool: pg.Pool; usualMs: number };
type Place = "DATABASE_URL" | "DATABASE_READ_URL";
const pools = new Map<Place, Pool>();

function pool(place: Place): Pool {
	const opened = pools.get(place) ?? { pool: open(place), usualMs: 1 };
	pools.set(place, opened);
	return opened;
}

function open(place: Place): pg.Pool {
	const replica = place === "DATABASE_READ_URL";
	const opened = new pg.Pool({
		...database(env()[place] ?? ""),
		application_name: "firstbell",
		max: env().DATABASE_POOL,
		idleTimeoutMillis: 30_000,
		connectionTimeoutMillis: replica ? replicaPatienceMs : 2_000,
		// The role's statement_timeout is 5 s; past this the answer is not coming. A replica has somebody behind it.
		query_timeout: replica ? replicaPatienceMs : 6_000,
	});
	// An idle connection that breaks is dropped by the pool; without a listener it would end the process.
	opened.on("error", (error) => console.error("idle database connection lost:", error.message));
	// Nor may one that breaks while it is away: whoever asked it hears so, and then the pooler says it once more.
	opened.on("connect", (client) => client.on("error", () => {}));
	return opened;
}

/** Where it is, and whom to believe that it is the one. */
function database(url: string): pg.PoolConfig {
	const { DATABASE_CA } = env();
	if (!DATABASE_CA) return { connectionString: url };
	// pg lets what an address says of TLS win over `ssl`, and an address has no room for a certificate.
	const address = new URL(url);
	for (const name of [...address.searchParams.keys()])
		if (name.startsWith("ssl")) address.searchParams.delete(name);
	return { connectionString: address.href, ssl: { ca: DATABASE_CA, rejectUnauthorized: true } };
}

/**
 * A SQLSTATE means that the server answered and the connection is sound; anything else means it is not. So does a
 * server that says farewell, or one that has become a standby: whoever asks next must reach the one that took over.
 */
function lost(error: unknown): Error | undefined {
	const sound = error instanceof pg.DatabaseError && error.severity !== "FATAL" && error.code !== "25006";
	return sound ? undefined : (error as Error);
}

function meant(error: unknown): unknown {
	const code = sqlState(error);
	// What SQL counts by the minute may be asked again in one.
	if (isRefusalCode(code))
		return new Refusal(code, code === "SLOWD" ? { retryAfter: 60 } : toMend(error as pg.DatabaseError));
	// Lock or statement timeout, too many connections, shutdown and start-up, failover, a broken line, full disk, two
	// that waited for each other: ask again in a moment.
	if (!code || /^(55P03|57014|53...|57P0.|25006|08...|40001|40P01)$/.test(code)) {
		console.error("database busy or lost:", (error as Error).message);
		return new Refusal("BUSY0");
	}
	// Text that Postgres cannot hold, such as U+0000.
	if (code === "22021" || code === "22P05") return new Refusal("INVAL");
	return error;
}

/** What app.refuse_fields says beside its code. */
function toMend({ detail }: pg.DatabaseError): { fields?: Record<string, string> } {
	return detail?.startsWith("{") ? { fields: JSON.parse(detail) } : {};
}

function sqlState(error: unknown): string | undefined {
	return error instanceof pg.DatabaseError ? error.code : undefined;
}
