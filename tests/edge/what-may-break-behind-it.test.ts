import { Redis } from "ioredis";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { given } from "../api/support/ask.ts";
import { newSchool } from "../api/support/school.ts";
import { brokenLaws } from "../support/checker.ts";
import { instances, open, part, pause, slow } from "./support/rig.ts";
import { meanwhile, type Outcome } from "./support/traffic.ts";

const { teachers } = await newSchool(8);
let used = 0;
const somebody = () => teachers[used++]?.handle ?? "";

afterEach(async () => {
	// Of its own, since the database is killed in between.
	const client = new pg.Client(given("DATABASE_ADMIN_URL"));
	await client.connect();
	expect(await brokenLaws(client)).toEqual([]);
	await client.end();
});

function nothingFailed(outcome: Outcome): void {
	const { failed, ...figures } = outcome;
	console.log(expect.getState().currentTestName, JSON.stringify({ ...figures, failed: failed.length }));
	expect(failed.slice(0, 10)).toEqual([]);
	expect(outcome.read).toBeGreaterThan(50);
	expect(Object.keys(outcome.booked)).toEqual(["201"]);
	expect(outcome.booked["201"]).toBeGreaterThan(8);
	expect(outcome.lost).toEqual([]);
}

test("nothing breaks: what the others are to be compared with", async () => {
	nothingFailed(await meanwhile(somebody(), () => pause(4_000)));
});

test("Redis is killed, and comes back empty", async () => {
	nothingFailed(
		await meanwhile(somebody(), async () => {
			await pause(1_500);
			await part("redis", "kill");
			await pause(6_000);
			await part("redis", "start");
			await pause(4_000);
		}),
	);
});

test("Redis answers after two seconds", async () => {
	nothingFailed(
		await meanwhile(somebody(), async () => {
			await pause(1_500);
			await slow("redis", 2_000);
			await pause(8_000);
			await open("redis");
			await pause(3_000);
		}),
	);
});

test("Redis forgets everything", async () => {
	const redis = new Redis(given("REDIS_URL"));
	nothingFailed(
		await meanwhile(somebody(), async () => {
			for (let i = 0; i < 3; i++) {
				await pause(1_500);
				await redis.flushall();
			}
			await pause(1_500);
		}),
	);
	redis.disconnect();
});

test("the replica is killed, and comes back; nobody waits for it for long", async () => {
	const outcome = await meanwhile(somebody(), async () => {
		await pause(1_500);
		await part("standby", "kill");
		await pause(7_000);
		await part("standby", "start");
		await pause(4_000);
	});
	nothingFailed(outcome);
	expect(outcome.slowestMs).toBeLessThan(3_000);
});

test("the replica answers after two seconds, for which nobody waits", async () => {
	const outcome = await meanwhile(somebody(), async () => {
		await pause(1_500);
		await slow("standby", 2_000);
		await pause(7_000);
		await open("standby");
		await pause(2_000);
	});
	nothingFailed(outcome);
	expect(outcome.slowestMs).toBeLessThan(3_000);
});

test("one instance is killed", async () => {
	const outcome = await meanwhile(somebody(), async () => {
		await pause(1_500);
		await part("instance-2", "kill");
		await pause(4_000);
		await part("instance-2", "start");
		await pause(2_000);
	});
	// Who asks the dead one itself is told nothing.
	nothingFailed({
		...outcome,
		failed: outcome.failed.filter((each) => !each.startsWith(instances[1] ?? "")),
	});
});
