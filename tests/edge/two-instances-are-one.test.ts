import { expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { ask, send } from "../api/support/ask.ts";
import { book, booker, newSchool, startIn } from "../api/support/school.ts";
import { signIn } from "../api/support/session.ts";
import { instances, pause } from "./support/rig.ts";

const { teachers } = await newSchool(2);
const [teacher, other] = teachers as [(typeof teachers)[number], (typeof teachers)[number]];
const [one = "", two = ""] = instances;

const page = async (url: string) => (await send("GET", `/t/${teacher.handle}`, {}, url)).text;
/** Whether the page was made with a time before ten o'clock. */
const hasEarly = (html: string) => /T0\d:[03]0:00Z/.test(html);

test("hours saved through one instance are on the other's page a tenth of a second later, and on the edge's within two", async () => {
	const edge = new URL(process.env.APP_URL ?? "").origin;
	const cookie = await signIn(teacher.email);
	for (const url of [one, two, edge]) {
		expect(hasEarly(await page(url)), url).toBe(true);
		// Once more, from the copy that it has by now.
		expect(hasEarly(await page(url)), url).toBe(true);
	}
	const spans = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startsMinute: 600, endsMinute: 1080 }));
	const [{ id, version, name }] = (await ask("GET", "/api/rules", { cookie })).json.schedules;
	const body = JSON.stringify({ schedule: id, version, name, spans, ownDays: [] });
	const headers = { cookie, origin: edge, "content-type": "application/json" };
	const saved = await send("PUT", "/api/schedules", { headers, body }, one);
	expect(saved.status, saved.text).toBe(200);
	// The news takes a few milliseconds through Redis.
	await pause(100);
	expect(hasEarly(await page(two)), "the other instance").toBe(false);
	expect(hasEarly(await page(one)), "the same instance").toBe(false);
	await expect.poll(async () => hasEarly(await page(edge)), { timeout: 2_000, interval: 100 }).toBe(false);
});

test("a time booked through one instance is gone from the other's list within half a second", async () => {
	const path = `/api/slots/${other.handle}/lesson/${weekOf(startIn(3))}`;
	const starts = async (url: string) =>
		(await send("GET", path, {}, url)).json.slots.map((slot: { startsAt: string }) => slot.startsAt);
	expect(await starts(two)).toContain(startIn(3));
	await book(other.handle, startIn(3), booker("Across Instances"));
	await pause(500);
	for (const url of instances) expect(await starts(url), url).not.toContain(startIn(3));
});
