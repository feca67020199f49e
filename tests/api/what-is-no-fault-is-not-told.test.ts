import { expect, test } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { faults, rounds, tried } from "./support/faults.ts";
import { admin, bookNext, environment, fill, look, nowhere } from "./support/watch.ts";

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
