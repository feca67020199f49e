import "server-only";
import pg from "pg";
import { env } from "./env.ts";
import { isRefusalCode, Refusal } from "./refusal.ts";

/**
 * Calls one SQL verb: one statement, one round trip, no transaction block around it, so that nothing is left on the
 * connection and a transaction pooler may stand between. Gives the verb's value; throws a Refusal for every "no"
 * that SQL says, BUSY0 where the database cannot be reached in time, and anything else as it is.
 */
export async function call<Answer = void>(
	verb: string,
	...args: (string | number | null)[]
): Promise<Answer> {
	const places = args.map((_, i) => `$${i + 1}`).join(", ");
	const client = await connect();
	let broken: Error | undefined;
	try {
		const result = await client.query<{ answer: Answer }>(`select api.${verb}(${places}) as answer`, args);
		return (result.rows[0] as { answer: Answer }).answer;
	} catch (error) {
		broken = lost(error);
		throw meant(error);
	} finally {
		// A client that timed out may still have its answer on the way: it is destroyed, never reused.
		client.release(broken);
	}
}

let pool: pg.Pool | undefined;

async function connect(): Promise<pg.PoolClient> {
	pool ??= open();
	try {
		return await pool.connect();
	} catch (error) {
		console.error("database out of reach:", (error as Error).message);
		throw new Refusal("BUSY0");
	}
}

function open(): pg.Pool {
	const opened = new pg.Pool({
		...database(),
		application_name: "firstbell",
		max: 4,
		idleTimeoutMillis: 30_000,
		connectionTimeoutMillis: 2_000,
		// The role's statement_timeout is 5 s; past this the answer is not coming.
		query_timeout: 6_000,
	});
	// An idle connection that breaks is dropped by the pool; without a listener it would end the process.
	opened.on("error", (error) => console.error("idle database connection lost:", error.message));
	return opened;
}

/** Where it is, and whom to believe that it is the one. */
function database(): pg.PoolConfig {
	const { DATABASE_URL, DATABASE_CA } = env();
	if (!DATABASE_CA) return { connectionString: DATABASE_URL };
	// pg lets what an address says of TLS win over `ssl`, and an address has no room for a certificate.
	const address = new URL(DATABASE_URL);
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
	if (isRefusalCode(code)) return new Refusal(code, code === "SLOWD" ? { retryAfter: 60 } : {});
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

function sqlState(error: unknown): string | undefined {
	return error instanceof pg.DatabaseError ? error.code : undefined;
}
