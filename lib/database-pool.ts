import "server-only";
import pg from "pg";
import { addressOf } from "./database-address.ts";
import { env, watchConnections } from "./env.ts";
import { oneInProcess } from "./in-process.ts";
import { log } from "./log.ts";
import { Refusal } from "./refusal.ts";
import { tally, tallyHighest } from "./tally.ts";

type Place = "DATABASE_URL" | "DATABASE_READ_URL";
/**
 * Who asks. The watch has connections of its own, one for a look that takes its time and one for who asks meanwhile whether this process
 * is ready, and is sent away at no door: or a rush at the others' would blind it, and be told of as a database that is gone.
 */
type Asker = "people" | "watch";
/** A pool, and how many milliseconds a connection of it is usually away. */
export type Pool = { pool: pg.Pool; usualMs: number; asker: Asker };
const pools = oneInProcess("pools", () => new Map<string, Pool>());

/** The one pool of this process to that place, for who asks. */
export function pool(place: Place, asker: Asker = "people"): Pool {
	const name = `${asker} ${place}`;
	const opened = pools.get(name) ?? { pool: open(place, asker), usualMs: 1, asker };
	pools.set(name, opened);
	return opened;
}

/** A replica has somebody behind it, and is not waited for as long. */
const replicaPatienceMs = 1_000;

function open(place: Place, asker: Asker): pg.Pool {
	const isReplica = place === "DATABASE_READ_URL";
	const opened = new pg.Pool({
		...addressOf(env()[place] ?? "", env().DATABASE_CA),
		application_name: "firstbell",
		max: asker === "watch" ? watchConnections : env().DATABASE_POOL,
		idleTimeoutMillis: 30_000,
		connectionTimeoutMillis: isReplica ? replicaPatienceMs : 2_000,
		// The role's statement_timeout is 5 s; past this the answer is not coming.
		query_timeout: isReplica ? replicaPatienceMs : 6_000,
	});
	// An idle connection that breaks is dropped by the pool; without a listener it would end the process.
	opened.on("error", (error) => log("warn", "idle database connection lost", { error }));
	// Nor may one that breaks while it is away: whoever asked it hears so, and then the pooler says it once more.
	opened.on("connect", (client) => client.on("error", () => {}));
	return opened;
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
	"leave_opening",
	"join_waitlist",
	"leave_waitlist",
	"decline_offer",
	"book_for",
	"ask_code",
	"mark_mail",
	"bounce_mail",
	"settle_hook_delivery",
	"get_teacher",
	"get_opening",
	"get_team",
]);

/** A connection to ask this verb on. Refuses BUSY0 where the wait would be too long, or nothing is reached. */
export async function connect(to: Pool, verb: string): Promise<pg.PoolClient> {
	const { waitingCount } = to.pool;
	if (waitingCount) tallyHighest("queue", waitingCount);
	const expectedMs = (waitingCount * to.usualMs) / to.pool.options.max;
	if (to.asker === "people" && expectedMs > (kept.has(verb) ? longPatienceMs : patienceMs)) {
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
