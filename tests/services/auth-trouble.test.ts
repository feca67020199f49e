import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deskUser, signIn } from "../../lib/auth.ts";
import { appUrl, ask, given } from "../api/support/ask.ts";
import { nextStart } from "../api/support/next-start.ts";
import { admin, newSchool } from "../api/support/school.ts";
import { codeFor, cookieOf, signIn as signInByMail } from "../api/support/session.ts";

const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
	cookies: async () => ({
		getAll: () => [...jar].map(([name, value]) => ({ name, value })),
		set: (name: string, value: string, { maxAge = 1 } = {}) =>
			maxAge > 0 ? jar.set(name, value) : jar.delete(name),
	}),
}));
vi.mock("next/server", async (original) => ({ ...(await original()), connection: async () => {} }));

const { teachers } = await newSchool(3);
const [teacher, leaver, patient] = teachers as [T, T, T];
type T = (typeof teachers)[number];
const cookie = await signInByMail(teacher.email);
const auth = given("SUPABASE_URL");

/** Auth as it answers to this process: as each test wants it. */
let answer: (path: string, response: ServerResponse) => void;
const asked: string[] = [];
const server = createServer((request, response) => {
	asked.push(request.url ?? "");
	answer(request.url ?? "", response);
});
await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
server.unref();
process.env.SUPABASE_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeEach(() => {
	jar.clear();
	asked.length = 0;
});

afterEach(() => vi.restoreAllMocks());

const says =
	(status: number, error_code: string, headers = {}) =>
	(_path: string, response: ServerResponse) =>
		response
			.writeHead(status, { "content-type": "application/json", ...headers })
			.end(JSON.stringify({ code: status, error_code, msg: "no" }));
const hangsUp = (_path: string, response: ServerResponse) => response.destroy();
const neverAnswers = () => {};

const refusal = (work: Promise<unknown>) =>
	work.then(
		(said) => ["no refusal", said],
		({ code, detail }) => [code, detail],
	);

test("a code is not used up by a moment in which the database is busy", async () => {
	const { email } = patient;
	await ask("POST", "/api/sign-in-codes", { body: { email } });
	const code = await codeFor(email);
	const busy = new pg.Client(given("DATABASE_ADMIN_URL"));
	await busy.connect();
	await busy.query("begin");
	await busy.query("update app.teachers set about = about where email = $1", [email]);
	const signedIn = ask("POST", "/api/sign-ins", { body: { email, code } });
	// Longer than a call waits for a lock.
	await new Promise((wake) => setTimeout(wake, 3_500));
	await busy.end();
	expect((await signedIn).status).toBe(204);
});

describe("a code that", () => {
	test.each([
		["Auth does not know is WRONG", says(403, "otp_expired"), ["WRONG", {}]],
		[
			"comes too often for Auth is SLOWD, for as long as it says",
			says(429, "over_request_rate_limit", { "retry-after": "37" }),
			["SLOWD", { retryAfter: 37 }],
		],
		[
			"comes too often, where Auth does not say for how long, is SLOWD",
			says(429, "over_request_rate_limit"),
			["SLOWD", {}],
		],
		["Auth fails at is BUSY0", says(500, "unexpected_failure"), ["BUSY0", {}]],
		["does not reach Auth is BUSY0", hangsUp, ["BUSY0", {}]],
		["Auth never answers to is BUSY0", neverAnswers, ["BUSY0", {}]],
	])("%s", async (_what, how, no) => {
		answer = how;
		const log = vi.spyOn(console, "error").mockImplementation(() => {});
		const began = Date.now();
		expect(await refusal(signIn("someone@school.example", "123456"))).toEqual(no);
		expect(Date.now() - began, "while the browser still waits").toBeLessThan(10_000);
		expect(log).toHaveBeenCalledTimes(no[0] === "WRONG" ? 0 : 1);
		expect([...jar]).toEqual([]);
	});
});

// Auth's keys are remembered by the process from the first time they come: that is the last of these.
describe("a teacher who is signed in", () => {
	test.each([
		["is told BUSY0 and not to sign in while Auth is out of reach", hangsUp, ["BUSY0", {}]],
		["is told so by an Auth that fails", says(503, "unexpected_failure"), ["BUSY0", {}]],
		["is told so in time by one that never answers", neverAnswers, ["BUSY0", {}]],
		["is told SLOWD by one that has had enough", says(429, "over_request_rate_limit"), ["SLOWD", {}]],
	])("%s", async (_what, how, no) => {
		answer = how;
		signedIn();
		vi.spyOn(console, "error").mockImplementation(() => {});
		const began = Date.now();
		expect(await refusal(deskUser())).toEqual(no);
		expect(Date.now() - began).toBeLessThan(4_500);
		expect(jar.size, "still signed in").toBeGreaterThan(0);
	});

	test.each([
		["is out of reach", hangsUp],
		["fails", says(500, "unexpected_failure")],
		["has had enough", says(429, "over_request_rate_limit")],
	])("whose hour is up stays signed in while Auth %s, and is told in time", async (_what, how) => {
		answer = how;
		signedIn(1);
		vi.spyOn(console, "error").mockImplementation(() => {});
		const began = Date.now();
		expect((await refusal(deskUser()))[0]).toBe("BUSY0");
		expect(Date.now() - began).toBeLessThan(4_500);
		expect(jar.size).toBeGreaterThan(0);
	});

	test("is signed out by an Auth that takes the session back", async () => {
		// auth-js tells it to the log by itself.
		vi.spyOn(console, "warn").mockImplementation(() => {});
		answer = says(400, "refresh_token_not_found");
		signedIn(1);
		expect(await deskUser()).toBeNull();
		expect(jar.size).toBe(0);
	});

	test("is known by Auth's keys, and nobody is somebody without asking", async () => {
		expect(await deskUser()).toBeNull();
		expect(asked).toEqual([]);
		answer = async (path, response) => response.end(await (await fetch(auth + path)).text());
		signedIn();
		expect(await deskUser()).toMatchObject({ userId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
		expect(asked).toEqual(["/auth/v1/.well-known/jwks.json"]);
	});

	/** The cookie of the running app's own session, its hour up at `expiresAt`. */
	function signedIn(expiresAt?: number): void {
		for (const pair of cookie.split("; ")) {
			const [name = "", value = ""] = pair.split("=");
			const session = JSON.parse(Buffer.from(value.replace("base64-", ""), "base64url").toString());
			session.expires_at = expiresAt ?? session.expires_at;
			jar.set(name, `base64-${Buffer.from(JSON.stringify(session)).toString("base64url")}`);
		}
	}
});

test("the app answers 503 to a teacher while Auth is out of reach, and shows the desk's door to nobody", async () => {
	const app = await nextStart({ SUPABASE_URL: "http://127.0.0.1:1" });
	const headers = { origin: appUrl, "content-type": "application/json" };
	const body = JSON.stringify({});
	const mine = await app.send("PUT", "/api/schedules", { headers: { ...headers, cookie }, body });
	expect([mine.status, mine.error?.code], mine.text).toEqual([503, "BUSY0"]);
	expect(Number(mine.headers.get("retry-after"))).toBeGreaterThan(0);
	const nobodys = await app.send("PUT", "/api/schedules", { headers, body });
	expect([nobodys.status, nobodys.error?.code]).toEqual([401, "SIGIN"]);

	const desk = await app.send("GET", "/desk", { headers: { cookie } });
	expect(desk.text.includes("Send me a code"), "asks who is signed in to sign in").toBe(false);
	expect((await app.send("GET", "/desk", {})).shown).toContain("Send me a code");
	expect((await app.send("GET", `/t/${teacher.handle}`, {})).status).toBe(200);
});

test("who is no teacher any more when the code comes is refused, and not signed in", async () => {
	await ask("POST", "/api/sign-in-codes", { body: { email: leaver.email } });
	const code = await codeFor(leaver.email);
	await admin.query("update app.teachers set email = 'new.' || email where handle = $1", [leaver.handle]);
	const said = await ask("POST", "/api/sign-ins", { body: { email: leaver.email, code } });
	expect([said.status, said.error?.code]).toEqual([403, "DNIED"]);
	expect(said.headers.getSetCookie().join()).not.toMatch(/=base64-/);
	const saved = await ask("PUT", "/api/schedules", { cookie: cookieOf(said), body: {} });
	expect(saved.error?.code).toBe("SIGIN");
});
