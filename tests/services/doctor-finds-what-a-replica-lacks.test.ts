import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { whyNoBouncer } from "../api/support/bouncer.ts";
import { selfSigned } from "../api/support/certificate.ts";
import { copied } from "../api/support/copied.ts";
import { deployed, toMend } from "../api/support/deployed.ts";
import { postgresDoor } from "../api/support/postgres-door.ts";
import { tlsDoor } from "../api/support/tls-door.ts";

const why = whyNoBouncer();
if (why) console.warn(`The doctor is not tested here. ${why}`);

describe.skipIf(why)("the doctor", async () => {
	if (why) return;
	const { primary, standby, primaryUrl, standbyUrl, standbyAdminUrl } = await copied();
	const env = { ...(await deployed()).env, DATABASE_URL: primaryUrl, DATABASE_READ_URL: standbyUrl };
	const elsewhere = "127.0.0.2";

	test("finds nothing to mend in one that copies, is close behind, and is asked by the same role", async () => {
		const { names, says, found } = await toMend(env);
		expect(names, says).toEqual([]);
		const lines = Object.fromEntries(found.map(({ name, state }) => [name, state]));
		expect(lines).toMatchObject({
			...{ replica: "well", "replica TLS": "note", "replica role": "well", "replica lag": "well" },
		});
	});

	test.each<[fault: string, read: () => Promise<string>, line: string, says: string]>([
		[
			"a line to it that others can listen to",
			() => postgresDoor(standbyUrl, { at: elsewhere }),
			"replica TLS",
			"the connection is not encrypted: append ?sslmode=verify-full to DATABASE_READ_URL",
		],
		[
			"a line to it on which anybody's certificate is believed",
			async () => `${await tlsDoor(standbyUrl, selfSigned(), elsewhere)}?sslmode=no-verify`,
			"replica TLS",
			"anybody's certificate is believed: append ?sslmode=verify-full to DATABASE_READ_URL",
		],
		[
			"somebody else who signs in there",
			async () => standbyAdminUrl,
			"replica role",
			"DATABASE_READ_URL signs in as postgres, whom nothing here keeps from the tables",
		],
	])("finds %s", async (_fault, read, line, words) => {
		const { names, says } = await toMend({ ...env, DATABASE_READ_URL: await read() });
		expect(names, says).toEqual([line]);
		expect(says).toContain(words);
	});

	test("finds a replica where bookings are to be taken, and asks nothing more of either", async () => {
		const { names, says, found } = await toMend({ ...env, DATABASE_URL: standbyUrl });
		expect(names, says).toEqual(["database"]);
		expect(says).toContain("DATABASE_URL has to lead to the primary");
		expect(found.find(({ name }) => name === "replica")?.state).toBe("unasked");
	});

	test("says of a primary in its place what that costs, and no lag", async () => {
		const { names, found } = await toMend({ ...env, DATABASE_READ_URL: primaryUrl });
		expect(names).toEqual([]);
		expect(found.find(({ name }) => name === "replica")?.state).toBe("note");
		expect(found.find(({ name }) => name === "replica lag")?.state).toBe("well");
	});

	// Roles are of a whole server: only on one of its own nobody else has to do without.
	test.each<[fault: string, done: string, undone: string, line: string, says: string]>([
		[
			"a role that may not sign in",
			"alter role firstbell_server nologin",
			"alter role firstbell_server login",
			"database",
			"alter role firstbell_server login password '…'",
		],
		[
			"a database that is of no Supabase project",
			"alter role anon rename to a; alter role authenticated rename to b; alter role service_role rename to c",
			"alter role a rename to anon; alter role b rename to authenticated; alter role c rename to service_role",
			"strangers",
			"there is no role anon: this is not the database of a Supabase project",
		],
	])("finds %s", async (_fault, done, undone, line, words) => {
		await primary.query(done);
		try {
			const { names, says } = await toMend(env);
			expect(names, says).toEqual([line]);
			expect(says).toContain(words);
		} finally {
			await primary.query(undone);
		}
	});

	test("finds one that is more than 30 s behind, and not one that has heard nothing new for as long", async () => {
		const commit = () => primary.query("comment on schema app is 'as it was'");
		await commit();
		await pause(31_000);
		const idle = await toMend(env);
		expect(idle.names, idle.says).toEqual([]);
		expect(idle.found.find(({ name }) => name === "replica lag")?.state).toBe("well");

		await standby.query("select pg_wal_replay_pause()");
		await commit();
		const late = await toMend(env);
		expect(late.names, late.says).toEqual(["replica lag"]);
		expect(late.says).toMatch(/it is 3\d s behind/);
		expect(late.says).toContain("leave DATABASE_READ_URL out until it has caught up");

		await standby.query("select pg_wal_replay_resume()");
		const again = await toMend(env);
		expect(again.names, again.says).toEqual([]);
	});
});
