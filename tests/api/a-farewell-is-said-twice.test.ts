import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { given } from "./support/ask.ts";
import { farewellDoor } from "./support/farewell-door.ts";
import { newSchool } from "./support/school.ts";

const { teachers } = await newSchool();
const { handle, name } = teachers[0] as (typeof teachers)[number];
const admin = new pg.Client(given("DATABASE_ADMIN_URL"));

beforeAll(() => admin.connect());
afterAll(() => admin.end());

test("a server that goes away while it is asked, and a pooler that says so again, are one BUSY0 and end nothing", async () => {
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	const loose = vi.fn();
	process.on("uncaughtException", loose);
	asANewProcess({ DATABASE_URL: await farewellDoor(given("DATABASE_URL")) });
	const { call } = await import("../../lib/db.ts");
	const ask = () => call<{ name: string }>("get_teacher", handle).then((teacher) => teacher.name);
	expect(await ask()).toBe(name);

	await admin.query("begin; lock table app.teachers in access exclusive mode");
	const asked = ask().catch((error: { code: string }) => error.code);
	await expect.poll(() => cutWhoWaits()).toBe(1);
	expect(await asked).toBe("BUSY0");
	await admin.query("commit");
	expect(loose.mock.calls).toEqual([]);
	expect(await ask()).toBe(name);
	expect(log.mock.calls.flat().join()).toContain("terminating connection");
	process.off("uncaughtException", loose);
});

/** Ends who asks above and waits for the lock; a cron may wait for it, too. Gives how many. */
async function cutWhoWaits(): Promise<number> {
	const { rowCount } = await admin.query(
		`select pg_terminate_backend(waiting.pid)
		from pg_locks waiting
		join pg_stat_activity activity on activity.pid = waiting.pid and activity.query like '%get_teacher%'
		where not waiting.granted and waiting.relation = 'app.teachers'::regclass`,
	);
	return rowCount ?? 0;
}
