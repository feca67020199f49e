import { expect, test } from "vitest";
import { send } from "../api/support/ask.ts";
import { rows } from "../api/support/school.ts";
import { instances, part } from "./support/rig.ts";

test("ready says 503 while the database is away, and 200 when it is back", async () => {
	const ready = async () => {
		const said = await send("GET", "/api/ready", {}, instances[0]);
		return [said.status, said.json.database, said.headers.get("retry-after")];
	};
	expect(await ready()).toEqual([200, true, null]);
	await part("primary", "kill");
	for (let i = 0; i < 3; i++) expect(await ready()).toEqual([503, false, "2"]);
	expect((await send("GET", "/api/health", {}, instances[0])).status).toBe(200);
	await part("primary", "start");
	await expect.poll(ready, { timeout: 10_000 }).toEqual([200, true, null]);
	// The tests behind it want a replica that has what they write.
	const streams = async () =>
		(await rows("select from pg_stat_replication where state = 'streaming'")).length;
	await expect.poll(streams, { timeout: 10_000 }).toBe(1);
});
