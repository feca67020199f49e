import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { given } from "./support/ask.ts";
import { ownRedis } from "./support/own-redis.ts";

const redis = await ownRedis();
const connects = vi.spyOn(pg.Pool.prototype, "connect");
const pools = new Set<pg.Pool>();

beforeEach(async () => {
	// Not over the end of a minute.
	if (Date.now() % 60_000 > 52_000) await pause(60_050 - (Date.now() % 60_000));
	vi.spyOn(console, "error").mockImplementation(() => {});
	asANewProcess(redis.environment);
});
afterEach(() => {
	for (const pool of connects.mock.contexts) pools.add(pool as pg.Pool);
});
afterAll(async () => {
	await redis.stop();
	for (const pool of pools) await pool.end();
});

const address = (path: string) => new Request(`${given("APP_URL")}${path}`);
/** What was counted in the minute that runs now, once it is over. */
async function counted() {
	const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
	const { countedMinutes } = await import("../../lib/watch/counted-minutes.ts");
	return (await countedMinutes(Date.now() + 75_000))?.[minute];
}

test("a route is counted by its noun, how it went and how long it took, whatever key its address has", async () => {
	const { handle, ok } = await import("../../lib/http.ts");
	const { Refusal } = await import("../../lib/refusal.ts");
	const answers = {
		ok: async () => ok({}),
		TAKEN: async () => {
			throw new Refusal("TAKEN");
		},
		BUG00: async () => {
			throw new Error("a bug");
		},
		503: async () => new Response(null, { status: 503 }),
	};
	for (const answer of Object.values(answers))
		await handle(answer)(address("/api/tickets/a-secret-key-of-somebody?email=kim@home.example"), null);
	await handle(answers.BUG00)(address("/api/mail-deliveries"), null);
	const traffic = await counted();
	expect(traffic?.routes["GET tickets"]?.outcomes).toEqual({ ok: 1, TAKEN: 1, BUG00: 1, 503: 1 });
	expect(traffic?.routes["GET tickets"]?.took.reduce((sum, times) => sum + times)).toBe(4);
	// What a cron is answered keeps no visitor waiting.
	expect(traffic).toMatchObject({ answered: 4, failed: 2 });
	expect(JSON.stringify(traffic)).not.toMatch(/secret|kim|home\.example/);
});

test("what several instances count is added up, and of heights the highest is kept", async () => {
	for (const height of [3, 7, 5]) {
		asANewProcess(redis.environment);
		const { tally, tallyHighest, tellNow } = await import("../../lib/tally.ts");
		tally("shed", 2);
		tallyHighest("queue", height);
		await tellNow();
	}
	expect(await counted()).toMatchObject({ shed: 6, queue: 7 });
});

test("what Redis did not hear is lost, and that is told; nothing waits for it", async () => {
	asANewProcess({ ...redis.environment, UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1" });
	const { tally, tellNow } = await import("../../lib/tally.ts");
	const { countedMinutes } = await import("../../lib/watch/counted-minutes.ts");
	tally("shed", 1_000);
	await tellNow();
	expect(await countedMinutes()).toBeNull();
	expect(console.error).toHaveBeenCalled();
	// This process goes on, and Redis is back.
	const { redis: client } = await import("../../lib/redis.ts");
	const { Redis } = await import("@upstash/redis");
	const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = redis.environment;
	vi.spyOn(client(), "eval").mockImplementation((...asked) => new Redis({ url, token }).eval(...asked));
	vi.spyOn(client(), "pipeline").mockImplementation(() => new Redis({ url, token }).pipeline());
	await expect
		.poll(async () => (await counted())?.lost, { timeout: 30_000, interval: 500 })
		.toBeGreaterThan(0);
	expect((await counted())?.shed).toBeLessThan(1_000);
});

test("counting costs a request less than ten microseconds", async () => {
	const { tally } = await import("../../lib/tally.ts");
	const from = performance.now();
	for (let i = 0; i < 100_000; i++) tally(`asked|GET slots|ok|${i % 10}`);
	expect((performance.now() - from) / 100).toBeLessThan(1_000);
});

test("a page that breaks is counted by where it stands, and a no of it by its code", async () => {
	const { countBrokenPage } = await import("../../lib/broken-page.ts");
	countBrokenPage(new Error("a bug"), "/[lang]/t/[handle]");
	countBrokenPage(Object.assign(new Error("no"), { digest: "SLOWD" }), "/[lang]/desk");
	const traffic = await counted();
	expect(traffic?.routes["page /t/[handle]"]?.outcomes).toEqual({ BUG00: 1 });
	expect(traffic?.routes["page /desk"]?.outcomes).toEqual({ SLOWD: 1 });
});
