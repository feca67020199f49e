import pg from "pg";
import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { noTraffic } from "../../../lib/watch/traffic.ts";
import { ownDatabase } from "../../support/own-database.ts";
import { seedTeacher, slotStart } from "../../support/seed.ts";
import { type Booked, book } from "../../support/verbs.ts";
import { asANewProcess } from "./as-a-new-process.ts";
import { ears } from "./ears.ts";
import { ownRedis } from "./own-redis.ts";

// A database and a Redis of its own: the app's cron watches the others.
const { admin, serverUrl } = await ownDatabase();
const redis = await ownRedis();
export const heard = await ears();
export { admin };
export const environment = {
	DATABASE_URL: serverUrl,
	DATABASE_READ_URL: "",
	...redis.environment,
	...heard.environment,
};
/** Where nobody answers. */
export const nowhere = { http: "http://127.0.0.1:1", postgres: "postgres://nobody@127.0.0.1:1/none" };
const connects = vi.spyOn(pg.Pool.prototype, "connect");
const pools = new Set<pg.Pool>();
await seedTeacher(admin, "ada");
let half = 0;

beforeEach(async () => {
	vi.spyOn(console, "error").mockImplementation(() => {});
	asANewProcess(environment);
	await admin.query(
		"delete from app.watch_alerts; delete from app.watch_minutes; delete from app.synthetic_rounds; delete from app.hooks; update app.mails set sent_at = now() where sent_at is null",
	);
	await quiet();
	heard.mails.length = heard.posts.length = 0;
	Object.assign(heard.deaf, { mail: false, webhook: false });
});
afterEach(() => {
	for (const pool of connects.mock.contexts) pools.add(pool as pg.Pool);
});
afterAll(async () => {
	heard.stop();
	await redis.stop();
	for (const pool of pools) await pool.end();
});

/** The next half hour that is free, booked. */
export const bookNext = (): Promise<Booked> => book(admin, { at: slotStart(++half) });

/** The next minute is over, and the cron comes. */
export async function look() {
	const { closeMinute } = await import("../../../lib/watch/close-minute.ts");
	await admin.query("update app.watch_minutes set gauges = null, broken = null");
	return closeMinute();
}
/** Minutes in which requests were answered, the last one first, of which so many failed. */
export async function fill(minutes: number, failed: (minutesAgo: number) => number, answered = 1_000) {
	await admin.query(
		`insert into app.watch_minutes (minute, traffic)
		select date_trunc('minute', now()) - value * interval '1 minute', $2::jsonb || jsonb_build_object('answered', $3::int, 'failed', ($4::int[])[value])
		from generate_series(1, $1::int) as value on conflict (minute) do update set traffic = excluded.traffic`,
		[minutes, noTraffic(), answered, Array.from({ length: minutes }, (_, i) => failed(i + 1))],
	);
}
/** Nothing is wrong for hours. */
export const quiet = () => fill(365, () => 0);
/** So many minutes go by for what was told. */
export const pass = (minutes: number) =>
	admin.query("update app.watch_alerts set since = since - $1::interval, seen_at = seen_at - $1::interval", [
		`${minutes} minutes`,
	]);
/** What was heard by the webhook, in its order. */
export const said = () => heard.posts.map(({ alert, state }) => `${alert} ${state}`);
