import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { ask, given } from "./support/ask.ts";
import { book, newSchool, rows, startIn } from "./support/school.ts";
import { signIn } from "./support/session.ts";

const { teachers } = await newSchool();
const teacher = teachers[0]?.handle ?? "";
const email = `ops-${randomUUID().slice(0, 8)}@host.example`;
await rows("insert into app.operators (email) values ($1)", [email]);
const cookie = await signIn(email);
const cron = { headers: { authorization: `Bearer ${given("CRON_SECRET")}` } };

test("a cron closes the minute, and an operator sees how it was, and nothing of anybody", async () => {
	const ref = await book(teacher, startIn(3));
	const { status, json } = await ask("GET", "/api/watch-minutes", cron);
	expect([status, typeof json.minute]).toEqual([200, "string"]);
	const said = await ask("GET", "/api/operations", { cookie });
	expect(said.status).toBe(200);
	expect(said.json).toMatchObject({
		blind: expect.any(Number),
		broken: expect.any(Object),
		alerts: expect.any(Array),
	});
	expect(said.json.gauges).toMatchObject({
		connections: expect.any(Number),
		mails: { waiting: expect.any(Number) },
	});
	expect(Date.parse(said.json.minute)).toBeGreaterThan(Date.now() - 3 * 60_000);
	expect(said.text).not.toContain(teacher);
	expect(said.text).not.toContain(ref);
	expect(said.text).not.toMatch(/@/);
});

test("what was asked of the app itself is counted, minute by minute", { timeout: 180_000 }, async () => {
	const name = "GET health";
	for (let i = 0; i < 5; i++) await ask("GET", "/api/health");
	// The minute has to be over, and its counts to have settled.
	await expect
		.poll(
			async () => {
				const { json } = await ask("GET", "/api/operations", { cookie });
				return json.routes.find((route: { name: string }) => route.name === name)?.asked ?? 0;
			},
			{ timeout: 150_000, interval: 5_000 },
		)
		.toBeGreaterThanOrEqual(5);
});

test("an operator who is none any more is refused", async () => {
	await rows("update app.operators set user_id = null where email = $1", [email]);
	expect((await ask("GET", "/api/operations", { cookie })).status).toBe(403);
});

test("an operator has no desk, and no school's bookings", async () => {
	for (const path of ["/api/booking-lists", "/api/trails", "/api/booking-lists?team=*"])
		expect((await ask("GET", path, { cookie })).status, path).toBe(403);
});
