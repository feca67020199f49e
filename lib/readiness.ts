import "server-only";
import { callApart } from "./db.ts";
import { oneInProcess } from "./in-process.ts";
import { redis } from "./redis.ts";

export type Readiness = { ready: boolean; database: boolean; migrations: boolean; redis: boolean };

const patienceMs = 1_500;
// Anybody may ask, and however many do, it is asked for all of them together.
const sharedMs = 250;
const shared = oneInProcess("readiness", (): { asked?: Promise<Readiness> } => ({}));

/**
 * Whether this instance can serve: the database answers and has the migrations that this build was made with. Redis is
 * told, and nobody is sent away for it: without it everything works, only slower.
 */
export function readiness(): Promise<Readiness> {
	if (!shared.asked) {
		shared.asked = asked();
		void shared.asked.finally(() => setTimeout(() => (shared.asked = undefined), sharedMs).unref());
	}
	return shared.asked;
}

async function asked(): Promise<Readiness> {
	const [migrated, pong] = await Promise.all([
		soon(callApart<boolean>("has_migration", process.env.NEWEST_MIGRATION ?? "")),
		soon(redis().ping()),
	]);
	const database = migrated !== undefined;
	const migrations = migrated === true;
	return { ready: database && migrations, database, migrations, redis: pong !== undefined };
}

/** What came of it in time; undefined for a failure, or for nothing yet. */
function soon<Answer>(work: Promise<Answer>): Promise<Answer | undefined> {
	const late = new Promise<undefined>((done) => setTimeout(done, patienceMs, undefined).unref());
	return Promise.race([work.catch(() => undefined), late]);
}
