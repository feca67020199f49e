import type pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { isoInstant } from "../../lib/instant.ts";
import { weekOf } from "../../lib/time.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { hold } from "../support/verbs.ts";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { ownRedis } from "./support/own-redis.ts";

// What a replica is to the app: a database of its own, to which everything comes later.
const [primary, replica] = [await ownDatabase(), await ownDatabase()];
const redis = await ownRedis();
const environment = {
	DATABASE_URL: primary.serverUrl,
	DATABASE_READ_URL: replica.serverUrl,
	...redis.environment,
};
for (const { admin } of [primary, replica]) await seedTeacher(admin, "ada");
const pools: pg.Pool[] = [];
afterAll(async () => {
	for (const pool of pools) await pool.end();
	vi.unstubAllEnvs();
	await redis.stop();
});

test("a time that was taken leaves the list with the replica's catching up, also where the list was made just before", async () => {
	const [one, other] = [await instance(), await instance()];
	const startsAt = isoInstant(slotStart(20));
	await hold(primary.admin, { at: startsAt });
	one.changed("ada");
	await expect.poll(one.isTold).toBe(true);
	// The list that is made for it comes from a replica that does not know of it.
	const before = await other.starts(startsAt);
	expect(before).toMatchObject({ live: true, starts: expect.arrayContaining([startsAt]) });
	await hold(replica.admin, { at: startsAt });
	await wait(1_300);
	expect((await other.starts(startsAt)).starts).not.toContain(startsAt);
	expect((await one.starts(startsAt)).starts).not.toContain(startsAt);
});

test("a list where nothing happens is made once in four seconds", async () => {
	const { starts } = await instance();
	await seedTeacher(primary.admin, "quiet", { school: "quiet" });
	await seedTeacher(replica.admin, "quiet", { school: "quiet" });
	const startsAt = isoInstant(slotStart(20));
	expect((await starts(startsAt, "quiet")).live).toBe(false);
	await hold(replica.admin, { teacher: "quiet", at: startsAt });
	await wait(1_300);
	expect((await starts(startsAt, "quiet")).starts).toContain(startsAt);
});

/** The app's own lists, as one process of several has them. */
async function instance() {
	asANewProcess(environment);
	const { slotList } = await import("../../lib/slots/slot-list.ts");
	const { changed } = await import("../../lib/snapshots.ts");
	const { hint } = await import("../../lib/redis.ts");
	const { pool } = await import("../../lib/database-pool.ts");
	for (const place of ["DATABASE_URL", "DATABASE_READ_URL"] as const) pools.push(pool(place).pool);
	const starts = async (near: string, teacher = "ada") => {
		const { body } = await slotList({ teacher, type: "lesson", week: weekOf(near) });
		const { live, slots }: { live: boolean; slots: { startsAt: string }[] } = JSON.parse(body);
		return { live, starts: slots.map(({ startsAt }) => startsAt) };
	};
	const isTold = async () => Boolean(await hint((redis) => redis.get("changed:ada")));
	return { changed, starts, isTold };
}

const wait = (ms: number) => new Promise((wake) => setTimeout(wake, ms));
