import { afterEach, expect, test } from "vitest";
import { given, send } from "../api/support/ask.ts";
import { rows } from "../api/support/school.ts";
import { delayReplica, instances, part, pause } from "./support/rig.ts";

// Whatever became of it, the others want their replica.
afterEach(() => delayReplica(0));

/** What the watch finds of the replica in the next minute. */
async function look() {
	await rows("update app.watch_minutes set gauges = null, broken = null");
	const said = await send(
		"GET",
		"/api/watch-minutes",
		{ headers: { authorization: `Bearer ${given("CRON_SECRET")}` } },
		instances[0],
	);
	const [last] = await rows(
		"select gauges -> 'replica_away' as away, (gauges ->> 'replica_lag_seconds')::float as lag from app.watch_minutes where gauges is not null order by minute desc limit 1",
	);
	return { isWrong: said.json.wrong.includes("replica-behind"), away: last?.away, lag: last?.lag };
}

test("a replica that keeps up is seen to, one that is half a minute late is told of, and one that is gone", async () => {
	const well = await look();
	expect(well).toMatchObject({ isWrong: false, away: false });
	expect(well.lag).toBeLessThan(3);

	await delayReplica(120);
	// Something that it has and something that it has not.
	await rows("update app.openings set version = version");
	await pause(34_000);
	const late = await look();
	expect(late).toMatchObject({ isWrong: true, away: false });
	expect(late.lag).toBeGreaterThan(30);
	expect(late.lag).toBeLessThan(60);
	await delayReplica(0);
	await expect
		.poll(look, { timeout: 30_000, interval: 1_000 })
		.toMatchObject({ isWrong: false, away: false });

	await part("standby", "kill");
	await expect.poll(look, { timeout: 30_000, interval: 1_000 }).toMatchObject({ isWrong: true, away: true });
	await part("standby", "start");
	await expect
		.poll(look, { timeout: 60_000, interval: 2_000 })
		.toMatchObject({ isWrong: false, away: false });
}, 240_000);
