import type pg from "pg";
import { expect, test } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { faults, rounds, tried } from "./support/faults.ts";
import { admin, bookNext, environment, fill, look, nowhere, pass } from "./support/watch.ts";

test.each<[what: string, plant: () => Promise<unknown>]>([
	["a minute of many failures after a good hour", () => fill(1, () => 30)],
	["an hour of failures that is over", () => fill(60, (ago) => (ago > 6 && ago < 30 ? 30 : 0))],
	["nine that failed, at night", () => fill(365, (ago) => (ago <= 3 ? 3 : 0), 3)],
	[
		"mails that wait while others go out",
		async () => {
			await faults["mails-stuck"]?.plant();
			await bookNext();
			await admin.query(
				"update app.mails set sent_at = now() where id = (select id from app.mails where sent_at is null and due_at > now() - interval '5 minutes' limit 1)",
			);
		},
	],
	["one round of the synthetic booker that failed", () => rounds([3, null], [2, null], [1, "hold"])],
	["one round of it that was missed", () => rounds([3, null], [2, null])],
	["one mail that its own server does not take", () => tried(1)],
	[
		"a program that does not answer, however long",
		async () => {
			await faults["hooks-stuck"]?.plant();
			await admin.query("update app.hooks set failures = 3, failing_since = now() - interval '1 hour'");
		},
	],
	[
		"two minutes of which nobody knows",
		async () => {
			await admin.query(
				"update app.watch_minutes set traffic = null where minute >= date_trunc('minute', now()) - interval '2 minutes'",
			);
			asANewProcess({ ...environment, UPSTASH_REDIS_REST_URL: nowhere.http });
		},
	],
])("%s: nobody is told", async (_what, plant) => {
	await plant();
	expect(await look()).toMatchObject({ wrong: [], told: [] });
});

test("a rush that is sent away at the doors blinds no watch, and is no database and no replica that is gone", async () => {
	asANewProcess({
		...environment,
		...{ DATABASE_POOL: "1", DATABASE_READ_URL: environment.DATABASE_URL },
	});
	const { pool } = await import("../../lib/database-pool.ts");
	const { call, read } = await import("../../lib/db.ts");
	const { readiness } = await import("../../lib/readiness.ts");
	const held: pg.PoolClient[] = [];
	for (const place of ["DATABASE_URL", "DATABASE_READ_URL"] as const) {
		const people = pool(place);
		held.push(await people.pool.connect());
		// Somebody waits, and it takes long.
		people.pool.connect().then(
			(client) => client.release(),
			() => {},
		);
		people.usualMs = 10_000;
	}
	const busy = { code: "BUSY0", detail: { retryAfter: 1 } };
	await expect(call("get_teacher", "ada")).rejects.toMatchObject(busy);
	await expect(read("replica_replayed")).rejects.toMatchObject(busy);
	expect(await look()).toMatchObject({ wrong: [], told: [] });
	expect(await readiness()).toMatchObject({ database: true });
	for (const client of held) client.release();
});

test("counts that Redis does not say any more make no fault well", async () => {
	await faults["burning-fast"]?.plant();
	expect((await look()).told).toEqual(["burning-fast"]);
	await admin.query(
		"update app.watch_minutes set traffic = null where minute > now() - interval '20 minutes'",
	);
	asANewProcess({ ...environment, UPSTASH_REDIS_REST_URL: nowhere.http });
	for (let looks = 0; looks < 3; looks++) {
		await pass(4);
		expect((await look()).wrong).toEqual(["counts-missing"]);
	}
	const { rows } = await admin.query("select well_at from app.watch_alerts where name = 'burning-fast'");
	expect(rows).toEqual([{ well_at: null }]);
});
