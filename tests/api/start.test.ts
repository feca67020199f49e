import { Redis } from "@upstash/redis";
import { expect, test } from "vitest";
import { appUrl, given, newKey } from "./support/ask.ts";
import { nextStart } from "./support/next-start.ts";
import { redisDoor } from "./support/redis-door.ts";
import { booker, newSchool, startIn } from "./support/school.ts";

const strong = ["k3T9-vQz7Lm2Xc8Rb5Nd1Wf6Yg4Hs0Jp", "u8Fe2-Ry6Ko1Tb9Zx4Mi7Qa3Lw5Vn0Cd"] as const;
const published = { APP_URL: "https://book.firstbell.test", LINK_SECRET: strong[0], CRON_SECRET: strong[1] };

test.each<[what: string, changed: Record<string, string>, says: string[]]>([
	["a variable that is missing", { LINK_SECRET: "" }, ["LINK_SECRET: is missing"]],
	[
		"several that are wrong, all named at once",
		{
			DATABASE_URL: "mysql://wrong-value",
			CRON_SECRET: "wrong-value",
			MAIL_FROM: "wrong-value",
			DATABASE_CA: "wrong-value",
		},
		["DATABASE_URL: ", "CRON_SECRET: needs at least 32", "MAIL_FROM: needs", "DATABASE_CA: is not"],
	],
	[
		"one secret for two things",
		{ LINK_SECRET: strong[0], CRON_SECRET: strong[0] },
		["CRON_SECRET: must not be the same as LINK_SECRET"],
	],
	[
		"secrets that can be guessed, where people come by https",
		{ ...published, LINK_SECRET: "a".repeat(40), CRON_SECRET: "Please-change-me-9-Wq7Lm2Xc8Rb5Nd1Wf" },
		["LINK_SECRET: can be guessed", "CRON_SECRET: can be guessed"],
	],
	[
		"a secret that is a piece over and over",
		{ ...published, LINK_SECRET: "0123456789abcdef".repeat(3) },
		["LINK_SECRET: can be guessed"],
	],
])("does not start with %s, and says so without a value", async (_what, changed, says) => {
	const { code, said } = await (await nextStart(changed)).ended();
	expect(code, said).toBe(1);
	expect(said.match(/The environment is not complete:/g), "once").toHaveLength(1);
	for (const words of says) expect(said).toContain(words);
	expect(said.match(/^ {2}[A-Z_]+: /gm), said).toHaveLength(says.length);
	for (const value of Object.values(changed)) if (value) expect(said).not.toContain(value);
});

test("while Redis is out of reach it starts and books, and its pages know of what its routes changed", async () => {
	const door = await redisDoor();
	const app = await nextStart({ UPSTASH_REDIS_REST_URL: door.url });
	const { teachers } = await newSchool();
	const teacher = teachers[0]?.handle ?? "";
	const startsAt = startIn(3);
	const page = async () =>
		(await app.send("GET", `/t/${teacher}/book?from=${startsAt.slice(0, 10)}&zone=UTC`, {})).text;
	// Redis has a copy of the free times, and so has the process.
	expect(await page()).toContain(`data-starts-at="${startsAt}"`);
	door.open = false;
	const said = await app.send("POST", "/api/bookings", {
		headers: { origin: appUrl, "content-type": "application/json", "idempotency-key": newKey() },
		body: JSON.stringify({ teacher, type: "lesson", startsAt, ...booker("No Redis") }),
	});
	expect(said.status, said.text).toBe(201);
	expect(await page()).not.toContain(`data-starts-at="${startsAt}"`);

	// Another instance would still believe that copy: Redis is told of the change when it is back.
	const redis = new Redis({
		url: given("UPSTASH_REDIS_REST_URL"),
		token: given("UPSTASH_REDIS_REST_TOKEN"),
	});
	expect(await redis.get(`changed:${teacher}`)).toBeNull();
	door.open = true;
	await expect.poll(() => redis.get(`changed:${teacher}`), { timeout: 30_000 }).not.toBeNull();
});
