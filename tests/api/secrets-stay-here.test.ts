import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ask, given, newKey } from "./support/ask.ts";
import { nextStart } from "./support/next-start.ts";
import { booker, newSchool, startIn } from "./support/school.ts";

const distDir = process.env.NEXT_DIST_DIR ?? ".next-test";
const { teachers } = await newSchool();
const teacher = teachers[0]?.handle ?? "";

const secrets = Object.entries({
	LINK_SECRET: given("LINK_SECRET"),
	CRON_SECRET: given("CRON_SECRET"),
	UPSTASH_REDIS_REST_TOKEN: given("UPSTASH_REDIS_REST_TOKEN"),
	DATABASE_URL: new URL(given("DATABASE_URL")).password,
	SMTP_URL: new URL(given("SMTP_URL")).host,
});
// Their names, too: a page that knows one was made with what is the server's.
const words = [
	"LINK_SECRET",
	"CRON_SECRET",
	"DATABASE_URL",
	"UPSTASH_",
	"SMTP_URL",
	"service_role",
	"TURNSTILE_SECRET",
];

function found(text: string): string[] {
	return [
		...secrets.filter(([, value]) => text.includes(value)).map(([name]) => name),
		...words.filter((word) => text.includes(word)),
	];
}

test("nothing that a browser may load has a secret in it", async () => {
	const files = [
		...globSync(`${distDir}/static/**/*.{js,css,json}`),
		...globSync(`${distDir}/server/app/**/*.{html,rsc,body}`),
		...globSync("public/**/*.{js,txt,json}"),
	];
	expect(files.length).toBeGreaterThan(50);
	for (const file of files) expect(found(readFileSync(file, "utf8")), file).toEqual([]);
	for (const path of ["/", `/t/${teacher}`, "/desk", "/find", "/docs/api", "/api/openapi.json"])
		expect(found((await ask("GET", path)).text), path).toEqual([]);
	// The control: where they are, they are found.
	expect(found(secrets.map(([, value]) => value).join())).toEqual(secrets.map(([name]) => name));
	expect(
		globSync(`${distDir}/server/chunks/**/*.js`).flatMap((file) => found(readFileSync(file, "utf8"))),
	).toContain("LINK_SECRET");
});

// A hundred kilobytes that a page would wait for, and that try whether they may put code together, which no policy lets them.
test("what checks requests at the doors is in no script that a browser may load", () => {
	const checks = (files: string[]) => files.filter((file) => readFileSync(file, "utf8").includes("ZodError"));
	const scripts = globSync(`${distDir}/static/**/*.js`);
	expect(scripts.length).toBeGreaterThan(20);
	expect(checks(scripts)).toEqual([]);
	expect(checks(globSync(`${distDir}/server/chunks/**/*.js`)).length).toBeGreaterThan(0);
});

test("the log of a whole visit has no name, no address and no key in it", async () => {
	const app = await nextStart({});
	const student = { ...booker("Philomena Quartz"), email: `philomena.${teacher}@family.example` };
	const headers = () => ({
		origin: given("APP_URL"),
		"content-type": "application/json",
		"idempotency-key": newKey(),
	});
	const post = (path: string, body: unknown) =>
		app.send("POST", path, {
			headers: headers(),
			body: typeof body === "string" ? body : JSON.stringify(body),
		});
	const wish = { teacher, type: "lesson", startsAt: startIn(3) };
	const booked = await post("/api/bookings", { ...wish, ...student });
	const { ref } = booked.json;
	expect(booked.status).toBe(201);
	for (const path of [
		`/b/${ref}`,
		`/b/${ref}/cancel`,
		`/api/calendars/${ref}`,
		`/find?q=${student.email}`,
		`/t/${teacher}`,
	])
		await app.send("GET", path, {});
	// And all that goes wrong: taken, wrong, broken, no address at all.
	await post("/api/bookings", { ...wish, ...student });
	await post("/api/bookings", { ...wish, ...student, email: `${student.email}\r\nBcc: x@y.example` });
	await post("/api/bookings", `{"name":"${student.name}"`);
	await post("/api/sign-in-codes", { email: student.email });
	await app.send("POST", "/api/form-bookings", {
		headers: { ...headers(), "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({ ...wish, ...student }).toString(),
	});
	await post("/api/cancellations", { booking: ref });
	await app.send("GET", `/b/${ref.slice(0, 43)}x`, {});
	const said = app.said();
	expect(said).toMatch(/Ready|started|Local/);
	for (const text of [student.name, "Philomena", student.email, ref, ...secrets.map(([, value]) => value)])
		expect(said).not.toContain(text);
});
