import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isBuilt } from "../../stack/build.ts";
import { readSecrets } from "../../stack/embedded/data-folder.ts";
import { buildAlone } from "../../stack/serve/build-alone.ts";
import { given } from "../api/support/ask.ts";
import { newSchool } from "../api/support/school.ts";
import { rush } from "./support/bookers.ts";
import { commandOf, environmentOf, layOut } from "./support/image.ts";
import { runReadOnly, whyNotReadOnly } from "./support/read-only.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 1_200_000 });

const why = whyNotReadOnly();
const distDir = ".next-standalone";
const image = join("/var/tmp", `firstbell-image-${process.pid}`);
const port = String(Number(given("PORT")) + 8);
const url = `http://127.0.0.1:${port}`;
let app: ChildProcess | undefined;
let said = "";

beforeAll(async () => {
	// As the stage `build` has it, and with nothing of ours: no database, no secret.
	const { REDIS_URL = "", NEXT_STANDALONE = "" } = environmentOf("build");
	const env = { REDIS_URL, NEXT_STANDALONE, APP_URL: given("APP_URL"), NEXT_DIST_DIR: distDir };
	if (!isBuilt({ env, distDir, isEmpty: true })) await buildAlone({ env, distDir, log: console.log });
	layOut(image, distDir);
});
afterAll(async () => {
	if (app?.exitCode === null && app.kill("SIGKILL")) await once(app, "exit");
});

test("its image has no package that only builds or tests need, no environment, and no secret", () => {
	const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
	for (const name of Object.keys(devDependencies))
		expect(existsSync(join(image, "node_modules", name)), name).toBe(false);
	const files = readdirSync(image, { recursive: true, withFileTypes: true })
		.filter((entry) => !entry.isDirectory())
		.map((entry) => relative(image, join(entry.parentPath, entry.name)));
	expect(files.filter((file) => /(^|\/)\.env|\.firstbell|\.git\/|\.test\./.test(file))).toEqual([]);
	const ours = files.filter((file) => /\.(js|json|html|rsc)$/.test(file) && !file.startsWith("node_modules"));
	// Neither those it will run by, nor those that its build was made beside.
	const { signingKey, ...made } = readSecrets(join(".firstbell", "build"));
	const secrets = ["LINK_SECRET", "CRON_SECRET", "UPSTASH_REDIS_REST_TOKEN"].map(given);
	secrets.push(...Object.values(made), String(signingKey.d));
	for (const file of ours) {
		const text = readFileSync(join(image, file), "utf8");
		for (const secret of secrets) expect(text.includes(secret), file).toBe(false);
	}
});

test.skipIf(why)("it serves as somebody who owns nothing, on a root that is read-only", async () => {
	const names = ["APP_URL", "DATABASE_URL", "SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "REDIS_URL"];
	names.push("UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_TOKEN", "SMTP_URL", "LINK_SECRET", "CRON_SECRET");
	const told = Object.fromEntries(names.map((name) => [name, given(name)]));
	const env = { ...environmentOf("app"), ...told, MAIL_FROM: "bookings@school.example", PORT: port };
	const begun = runReadOnly(image, commandOf("app"), env);
	app = begun;
	for (const stream of [begun.stdout, begun.stderr])
		stream?.on("data", (chunk) => {
			said += chunk;
		});
	await expect
		.poll(isReady, { timeout: 60_000, interval: 500 })
		.toBe(true)
		.catch(() => expect(said).toBe(""));
	const { teachers } = await newSchool();
	const [{ handle: teacher, name } = { handle: "", name: "" }] = teachers;
	for (const path of [`/t/${teacher}`, "/", "/docs/api", `/t/${teacher}?x=1`]) {
		const answer = await fetch(url + path, { headers: { "accept-language": "de" } });
		expect(answer.status, `${path}\n${said}`).toBe(200);
		if (path.startsWith("/t/")) expect(await answer.text()).toContain(name);
		// Whoever was there before it was begun is listed, though its build knew nobody.
		if (path === "/") expect(await answer.text()).toContain("/t/");
	}
	const crowd = rush({ teacher, people: 2, url });
	await pause(2_000);
	const { booked, failures } = await crowd.end();
	expect(failures).toEqual([]);
	expect(booked.length).toBeGreaterThan(0);
	// What it could not write, it would complain of.
	expect(said).not.toMatch(/EROFS|EACCES|read-only/i);
});

test.skipIf(why)("by its stop signal it answers all that it has taken, and ends", async () => {
	const { teachers } = await newSchool();
	const crowd = rush({ teacher: teachers[0]?.handle ?? "", people: 4, url });
	await pause(1_500);
	app?.kill("SIGUSR2");
	// Until it says farewell it takes more; then nobody is led to it.
	await pause(1_000);
	const { booked, failures } = await crowd.end();
	expect(failures).toEqual([]);
	expect(booked.length).toBeGreaterThan(0);
	const [code] = app?.exitCode === null ? await once(app, "exit") : [app?.exitCode];
	// By SIGTERM, as Next has it.
	expect(code).toBe(143);
});

async function isReady(): Promise<boolean> {
	const answer = await fetch(`${url}/api/ready`).catch(() => undefined);
	if (app?.exitCode !== null) throw new Error(said);
	return answer?.ok ?? false;
}
