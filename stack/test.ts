import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { styleText } from "node:util";
import { installAwsPackages } from "./aws-packages.ts";
import { build } from "./build.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { seedDemoSchool } from "./demo-school.ts";
import { startCron } from "./embedded/cron.ts";
import { projectRoot } from "./embedded/data-folder.ts";
import { type Stack, up } from "./embedded/up.ts";
import { type NextApp, startNext, stopLeftover } from "./next-app.ts";
import { apart, inBrowser, type Part, parts, withApp, withoutStack } from "./parts.ts";
import { whyNoRehearsal } from "./rehearsal/programs.ts";
import { rehearseShortly } from "./rehearsal/short.ts";
import { withRig } from "./rehearsal/with-rig.ts";
import { testUpgrade } from "./upgrade/upgrade.ts";
import { withVercelBuild } from "./vercel/build.ts";
import { withServe } from "./with-serve.ts";

/**
 * `npm test`: what is done in a quarter of an hour, or the parts named after it (`npm test -- sql races`), on ports and data of its own, so that
 * it can run beside `npm start`. Those of `apart` are asked for by name alone. Words that name no part go to the test runners as they are. Exits 1 at the first part that fails.
 */
const named = process.argv.slice(2).filter((word): word is Part => parts.includes(word as Part));
const passed = process.argv.slice(2).filter((word) => !parts.includes(word as Part));
const wanted = (part: Part) => (named.length === 0 ? !apart.includes(part) : named.includes(part));

const port = Number(process.env.PORT || 3200);
const distDir = ".next-test";
const began = performance.now();
let stack: Stack | undefined;
let app: NextApp | undefined;
let stopCron = () => {};
let code = 0;
try {
	if (wanted("code")) {
		await run("routes and types", "next", ["typegen"], { NEXT_DIST_DIR: distDir });
		// All of them: what is kept of a run before has been seen to miss an export that is gone.
		await run("types", "tsc", ["--noEmit", "--incremental", "false"]);
		await run("lint and format", "biome", ["ci", "--error-on-warnings"]);
		await run("doors", "depcruise", [
			"app",
			"lib",
			"stack",
			"proxy.ts",
			"instrumentation.ts",
			"--config",
			".dependency-cruiser.cjs",
		]);
	}
	if (wanted("rehearsal")) {
		await run("rehearsal", "vitest", ["run", ...passed], { TEST_PART: "rehearsal" });
	}
	if (named.some((part) => !withoutStack.includes(part)) || named.length === 0) {
		stack = await up({ name: "test", port, fresh: true, log: say, clear: stopLeftover });
		const { adminUrl, folder } = stack;
		const env: Record<string, string> = {
			...stack.env,
			// Where tests keep the calendars that are read.
			OUTBOUND_TRUSTED: "127.0.0.1:*, calendar.school.example, caldav.school.example:8443",
			NEXT_DIST_DIR: distDir,
			DATABASE_ADMIN_URL: adminUrl,
		};
		if (wanted("sql")) await run("SQL", "vitest", ["run", ...passed], { ...env, TEST_PART: "sql" });
		if (wanted("races"))
			await run("races", "vitest", ["run", "--maxWorkers=1", ...passed], { ...env, TEST_PART: "races" });
		if (wanted("storms"))
			await run("storms", "vitest", ["run", "--maxWorkers=1", ...passed], { ...env, TEST_PART: "storms" });
		if (withApp.some(wanted)) {
			await step("demo school", () => seedDemoSchool(adminUrl));
			const { DATABASE_ADMIN_URL: _, ...appEnv } = env;
			await step("pages", () => build({ env: appEnv, distDir }));
			// A line for each of ten thousand answers is read by nobody.
			app = await startNext({ mode: "start", env: { LOG_LEVEL: "warn", ...appEnv }, port, folder });
			stopCron = startCron({ appUrl: `http://127.0.0.1:${port}`, secret: env.CRON_SECRET ?? "", log: say });
			if (wanted("api")) await run("API", "vitest", ["run", ...passed], { ...env, TEST_PART: "api" });
			if (wanted("services"))
				await run("services", "vitest", ["run", ...passed], { ...env, TEST_PART: "services" });
			for (const part of inBrowser.filter(wanted))
				await run(part, "playwright", ["test", ...passed], { ...env, TEST_PART: part });
		}
		if (wanted("deploy")) await deployed(stack);
	}
	if (wanted("rehearsed")) await rehearsed();
	if (wanted("edge")) {
		await withRig({ port: port + 50, log: say }, (env) =>
			run("edge", "vitest", ["run", "--maxWorkers=1", ...passed], { ...env, TEST_PART: "edge" }),
		);
	}
	if (wanted("upgrade")) await step("upgrade", () => testUpgrade({ port: port + 50, log: say }));
	if (wanted("serve")) {
		await withServe({ port: port + 20, log: say }, (env) =>
			run("serve", "vitest", ["run", "--maxWorkers=1", ...passed], { ...env, TEST_PART: "serve" }),
		);
	}
	if (wanted("aws")) {
		await step("AWS packages", async () => installAwsPackages());
		await run("AWS types", "tsc", ["--noEmit", "-p", "stack/aws"]);
		await run("AWS", "vitest", ["run", ...passed], { TEST_PART: "aws" });
	}
	say(styleText("bold", `\nAll green after ${Math.round((performance.now() - began) / 1000)} s.`));
} catch (error) {
	explain(error);
	code = 1;
}
await stop();
process.exit(code);

async function stop(): Promise<void> {
	stopCron();
	await app?.stop();
	await stack?.stop();
}

/** An opening on what is deployed; where its servers cannot be had, it is said, and all else is tested all the same. */
async function rehearsed(): Promise<void> {
	const why = whyNoRehearsal();
	if (why && named.includes("rehearsed")) throw new CannotStart(why);
	if (why) return say(`\n▸ rehearsed: left out. ${why}`);
	// In their place: what their build leads to is at these ports.
	await stop();
	await step("rehearsed", () => rehearseShortly({ port, built: app && distDir, log: say }));
}

/** What Vercel makes of it: built as there, and read. */
async function deployed({ env, adminUrl }: Stack): Promise<void> {
	await step("demo school", () => seedDemoSchool(adminUrl));
	const { MAILBOX_URL: _, ...here } = env;
	// A marketplace's Redis comes with this variable, and nothing answers there.
	const there = { ...here, APP_URL: "https://book.firstbell.test", REDIS_URL: "redis://127.0.0.1:9" };
	say(styleText("bold", "\n▸ Vercel's build"));
	await withVercelBuild(there, (VERCEL_OUTPUT) =>
		run("deploy", "vitest", ["run", ...passed], { ...here, VERCEL_OUTPUT, TEST_PART: "deploy" }),
	);
}

/** Runs one of the project's own tools; throws when it fails. */
async function run(
	what: string,
	tool: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<void> {
	await step(what, async () => {
		// On this very Node, whatever the machine's own is.
		const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`;
		const child = spawn(join(projectRoot, "node_modules", ".bin", tool), args, {
			cwd: projectRoot,
			stdio: ["ignore", "inherit", "inherit"],
			env: {
				...process.env,
				PATH,
				NEXT_TELEMETRY_DISABLED: "1",
				// Each file of tests is a process of its own, and compiles the same as the one before it.
				NODE_COMPILE_CACHE: join(projectRoot, "node_modules", ".cache", "compiled"),
				...env,
			},
			shell: process.platform === "win32",
		});
		const exit = await new Promise((done) => child.once("error", done).once("close", done));
		if (exit !== 0) throw new CannotStart(`\n${what}: not right yet (${tool} ended with ${exit}).`);
	});
}

async function step(what: string, work: () => Promise<unknown>): Promise<void> {
	say(styleText("bold", `\n▸ ${what}`));
	const from = performance.now();
	await work();
	say(styleText("dim", `  ${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`));
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
