import { Redis } from "ioredis";
import pg from "pg";
import { expect, test } from "vitest";
import { weekOf } from "../../lib/time.ts";
import { given } from "../api/support/ask.ts";
import { booker, newSchool, rows, startIn } from "../api/support/school.ts";
import { brokenLaws } from "../support/checker.ts";
import { tally } from "../support/verbs.ts";
import { cookiesOf, from, type Heard } from "./support/from.ts";
import { pause } from "./support/rig.ts";

const people = 2_000;
const atOnce = 48;
const { teachers } = await newSchool(22);
const handles = teachers.map(({ handle }) => handle);
const at = (n: number) =>
	startIn(
		2 + Math.floor(n / 48),
		`${String(Math.floor((n % 48) / 2)).padStart(2, "0")}:${n % 2 ? "30" : "00"}`,
	);
const hundred = Array.from({ length: 100 }, (_, i) => `127.0.1.${i + 1}`);

/** Holds, as fast as they are answered, from a hundred addresses in turn. */
function holds(count: number, how: (i: number) => { cookie?: string; headers?: Record<string, string> }) {
	const teacher = handles[20] ?? "";
	return inTurn(count, (i) =>
		from(hundred[i % 100] ?? "", "POST", "/api/holds", {
			body: { teacher, type: "group", startsAt: at(300 + i) },
			...how(i),
		}),
	);
}

async function inTurn(count: number, ask: (i: number) => Promise<Heard>): Promise<number[]> {
	const statuses: number[] = [];
	for (let i = 0; i < count; i++) {
		let heard = await ask(i);
		for (let tries = 0; heard.status >= 500 && tries < 5; tries++)
			heard = await pause(1_000).then(() => ask(i));
		statuses.push(heard.status);
	}
	return statuses;
}

test("two thousand people behind one address each look and book, and nobody is told that it was too often", async () => {
	const statuses: string[] = [];
	/** As the page does it: the same again a moment later where it is busy. */
	const ask = async (what: string, cookie: string, method: string, path: string, body?: unknown) => {
		const headers = { "idempotency-key": crypto.randomUUID() };
		for (let tries = 0; ; tries++) {
			const heard = await from("127.0.0.1", method, path, { body, cookie, headers });
			if (heard.status < 500 || tries === 20) {
				statuses.push(`${what} ${heard.status}`);
				return heard;
			}
			await pause((Number(heard.headers["retry-after"] ?? 1) + Math.random()) * 1_000);
		}
	};
	const person = async (i: number) => {
		const teacher = handles[i % 20] ?? "";
		const wish = { teacher, type: "lesson", startsAt: at(Math.floor(i / 20)) };
		await ask("page", "", "GET", `/t/${teacher}`);
		await ask("list", "", "GET", `/api/slots/${teacher}/lesson/${weekOf(wish.startsAt)}`);
		const who = booker(`Pupil ${i} of two thousand`);
		if (i % 2) return ask("book", "", "POST", "/api/bookings", { ...wish, ...who });
		const held = await ask("hold", "", "POST", "/api/holds", wish);
		const { hold } = JSON.parse(held.text);
		return ask("book", cookiesOf(held), "POST", "/api/bookings", { hold, ...who });
	};
	let next = 0;
	const lane = async () => {
		while (next < people) await person(next++);
	};
	const began = performance.now();
	await Promise.all(Array.from({ length: atOnce }, lane));
	console.log(`${people} people in ${Math.round(performance.now() - began)} ms`, tally(statuses));
	expect(tally(statuses)).toEqual({
		"page 200": people,
		"list 200": people,
		"hold 201": people / 2,
		"book 201": people,
	});
	expect(
		await rows("select from app.bookings where state = 'confirmed' and name like 'Pupil % of two thousand'"),
	).toHaveLength(people);
	const admin = new pg.Client(given("DATABASE_ADMIN_URL"));
	await admin.connect();
	expect(await brokenLaws(admin)).toEqual([]);
	await admin.end();
}, 300_000);

test("one device is one person, from however many addresses it comes and whatever it claims of them", async () => {
	const first = await from(hundred[0] ?? "", "POST", "/api/holds", {
		body: { teacher: handles[20], type: "group", startsAt: at(299) },
	});
	const cookie = cookiesOf(first);
	const statuses = await holds(60, (i) => ({
		cookie,
		headers: {
			"x-forwarded-for": `203.0.113.${i}, 198.51.100.${i}`,
			"x-real-ip": `203.0.113.${i}`,
			forwarded: `for=203.0.113.${i}`,
			"x-vercel-forwarded-for": `203.0.113.${i}`,
		},
	}));
	// Twelve, and what two instances let by before each had the other's news.
	const passed = statuses.filter((status) => status === 201).length;
	expect(passed).toBeGreaterThanOrEqual(11);
	expect(passed).toBeLessThanOrEqual(16);
	expect(new Set(statuses.slice(-40))).toEqual(new Set([429]));
});

test("one mail address is one person, too, without any cookie", async () => {
	const who = booker("A Hundred Addresses");
	const statuses = await inTurn(40, (i) =>
		from(hundred[i] ?? "", "POST", "/api/bookings", {
			body: { teacher: handles[21], type: "lesson", startsAt: at(i), ...who },
		}),
	);
	expect(tally(statuses.map(String))).toEqual({ 201: 20, 429: 20 });
	const asked = await inTurn(12, (i) =>
		from(hundred[i] ?? "", "POST", "/api/sign-in-codes", { body: { email: who.email } }),
	);
	expect(asked.filter((status) => status === 202).length).toBeLessThanOrEqual(8);
	expect(asked.slice(-3)).toEqual([429, 429, 429]);
});

test("what a visitor claims of their address is written nowhere; what the edge saw is", async () => {
	const headers = { "x-forwarded-for": "203.0.113.77", "x-real-ip": "203.0.113.77" };
	for (let i = 0; i < 8; i++)
		await from("127.0.1.99", "POST", "/api/releases", { body: { hold: "x".repeat(44) }, headers });
	const redis = new Redis(given("REDIS_URL"));
	const networks = async () => (await redis.keys("limit:*:network:*")).join(" ");
	await expect.poll(networks).toContain("127.0.1.99");
	expect(await networks()).not.toContain("203.0.113");
	redis.disconnect();
});
