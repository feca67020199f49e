import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { appUrl } from "../api/support/ask.ts";
import { whyNoBouncer } from "../api/support/bouncer.ts";
import { deployed, expectNoSecret, toMend } from "../api/support/deployed.ts";
import { httpDoor } from "../api/support/http-door.ts";
import { nextStart } from "../api/support/next-start.ts";

const why = whyNoBouncer();
if (why) console.warn(`The doctor is not tested here. ${why}`);

type Answer = Parameters<NonNullable<Parameters<typeof httpDoor>[1]["answers"]>>[0];

describe.skipIf(why)("the doctor", async () => {
	if (why) return;
	const { env } = await deployed();
	const after = { after: true };

	test("finds nothing to mend at what is deployed well", async () => {
		const { names, says, found } = await toMend(env, after);
		expect(names, says).toEqual([]);
		const lines = found.map(({ name }) => name);
		expect(lines).toEqual(
			expect.arrayContaining(["address", "readiness", "headers", "languages", "cron secret", "clock there"]),
		);
	});

	test("does not ask the deployment before there is one", async () => {
		const { names, found } = await toMend({ ...env, APP_URL: "http://127.0.0.1:9" });
		expect(names).toEqual([]);
		expect(found.map(({ name }) => name)).not.toContain("address");
	});

	test.each<[fault: string, changed: (answer: Answer) => Partial<Answer>, line: string, says: string]>([
		["another program at its address", () => ({ text: "It works!" }), "address", "not as Firstbell does"],
		[
			"an address that leads on",
			() => ({ status: 308, headers: { location: "https://www.firstbell.test/" } }),
			"address",
			"it leads on to https://www.firstbell.test/",
		],
		["a door that asks who we are", () => ({ status: 401 }), "address", "Deployment Protection"],
		[
			"a header that is lost on the way",
			({ headers: { "strict-transport-security": _, ...headers } }) => ({ headers }),
			"headers",
			"strict-transport-security do not arrive as Firstbell sends them: let what stands in front pass them on",
		],
		[
			"a page that no edge may keep",
			({ headers }) => ({ headers: { ...headers, "cache-control": "private, no-store" } }),
			"headers",
			"not kept by an edge",
		],
		[
			"a first page in trouble",
			({ path }) => (path === "/" ? { status: 500 } : {}),
			"headers",
			"the first page answers 500",
		],
		[
			"a clock there that is off",
			({ headers }) => ({ headers: { ...headers, date: new Date(Date.now() - 120_000).toUTCString() } }),
			"clock there",
			"behind the database's",
		],
		[
			"a clock there that says nothing",
			({ headers }) => ({ headers: { ...headers, date: "at noon" } }),
			"clock there",
			"it does not say its time",
		],
		[
			"functions in another place than we said",
			({ headers }) => ({ headers: { ...headers, "x-vercel-id": "cdg1::iad1::abcde-1" } }),
			"served from",
			"iad1, and vercel.json says fra1",
		],
		[
			"instances that lack migrations",
			({ text }) => ({ text: text.replace('"migrations":true', '"migrations":false') }),
			"readiness",
			"the deployment lacks migrations",
		],
		[
			"crons that anybody may run",
			({ status }) => ({ status: status === 403 ? 200 : status }),
			"cron secret",
			"whoever has no secret is answered 200",
		],
	])("finds %s", async (_fault, changed, line, words) => {
		const door = await httpDoor(appUrl, { answers: (it) => void Object.assign(it, changed(it)) });
		const { names, says } = await toMend({ ...env, APP_URL: door }, after);
		expect(names, says).toEqual([line]);
		expect(says).toContain(words);
	});

	test("finds an edge that shows everybody the first visitor's language", async () => {
		const door = await httpDoor(appUrl, { asks: { "accept-language": "de" } });
		const { names, says } = await toMend({ ...env, APP_URL: door }, after);
		expect(names, says).toEqual(["languages"]);
		expect(says).toContain("who asks in German, French and German gets de, de, de");
	});

	test("finds mails that everybody can read, where it is not this machine that says so", async () => {
		const door = await httpDoor(appUrl, { at: "127.0.0.2" });
		const { names, says } = await toMend({ ...env, APP_URL: door }, after);
		// As from elsewhere, to where it would have to be https.
		expect(names, says).toEqual(["environment", "mailbox"]);
		expect(says).toContain("everybody can read its mails at /dev/mail: build it without MAILBOX_URL");
	});

	test("finds a deployment whose own environment is another", async () => {
		const app = await nextStart({
			CRON_SECRET: "Zq4-Jx8Tn2Kd6Vw0Rb5Mh9Lc3Pf7Gs1Y",
			UPSTASH_REDIS_REST_URL: "http://127.0.0.1:9",
		});
		expect((await app.send("GET", "/api/health", {})).status).toBe(200);
		const { names, says } = await toMend({ ...env, APP_URL: app.url }, after);
		expect(names, says).toEqual(["readiness", "cron secret"]);
		expect(says).toContain("the deployment lacks redis");
		expect(says).toContain("the deployment has another CRON_SECRET, or none yet");
	});

	test("says it on the command line, by a file, with its count and no secret", async () => {
		const file = join(mkdtempSync(join(tmpdir(), "firstbell-doctor-")), "env");
		const write = (more: Record<string, string | undefined>) =>
			writeFileSync(
				file,
				Object.entries({ ...env, ...more })
					.map(([name, value]) => `${name}='${value ?? ""}'\n`)
					.join(""),
			);
		write({});
		const healthy = await doctor("--env", file);
		expect(healthy.said).toMatch(/All is well\.\s*$/);
		expect(healthy.code).toBe(0);
		const wrong = { CRON_SECRET: "short-secret", SMTP_URL: "smtp://user:hidden-password@127.0.0.1:9" };
		write(wrong);
		const ill = await doctor("--before", "--env", file);
		expect(ill.code).toBe(1);
		expect(ill.said).toMatch(/2 to mend\.\s*$/);
		expect(ill.said.match(/^MEND .*/gm)).toHaveLength(2);
		expectNoSecret(healthy.said + ill.said, { ...env, ...wrong });
	});

	test.each([
		[["--env", "/nowhere/env"], "There is no file"],
		[["--before", "--after"], "either"],
		[["--wrong"], "--wrong"],
	])("asked with %j it says what is wrong with that", async (args, words) => {
		const { code, said } = await doctor(...args);
		expect([code, said]).toEqual([1, expect.stringContaining(words)]);
		expect(said).not.toContain("    at ");
	});
});

function doctor(...args: string[]): Promise<{ code: number; said: string }> {
	return new Promise((done) => {
		const run = ["--disable-warning=ExperimentalWarning", "stack/doctor.ts", ...args];
		// Nothing but the file says where anything is.
		const env = { PATH: process.env.PATH, NO_COLOR: "1", NODE_ENV: "test" as const };
		execFile(process.execPath, run, { env }, (error, stdout, stderr) =>
			done({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
		);
	});
}
