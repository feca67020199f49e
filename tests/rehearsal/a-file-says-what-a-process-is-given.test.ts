import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../support/free-port.ts";

const folder = mkdtempSync(join(tmpdir(), "firstbell-given-"));
const leftovers = [folder];
const holder = createServer();
let taken = 0;
beforeAll(async () => {
	await once(holder.listen(0, "127.0.0.1"), "listening");
	taken = (holder.address() as AddressInfo).port;
});
afterAll(() => {
	holder.close();
	for (const each of leftovers) rmSync(each, { recursive: true, force: true });
});

/** A command with these lines as its environment's file, and nothing of them in its own. */
function command(name: string, lines: string[], ...words: string[]) {
	const file = join(folder, `${name}.env`);
	writeFileSync(file, lines.join("\n"));
	const env = { NODE_ENV: "production" as const, PATH: process.env.PATH };
	return [process.execPath, [`stack/${name}.ts`, "--env", file, ...words], { env }] as const;
}

/** What it says before it gives up. */
const refusal = (...of: Parameters<typeof command>) =>
	new Promise<string>((done) => execFile(...command(...of), (error, _said, why) => done(error ? why : "")));

/** The first that it says, and then it is asked to stop. */
async function saying(...of: Parameters<typeof command>): Promise<string> {
	const child = spawn(...command(...of));
	const said = await Promise.race([child.stdout, child.stderr].map((stream) => once(stream, "data")));
	if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
	return String(said);
}

test("serve takes its ports from the file, and says which of them is taken", async () => {
	expect(await refusal("serve", [`PORT=${taken}`])).toContain(`Port ${taken} is taken`);
	const free = await freePort();
	expect(await refusal("serve", [`PORT=${free}`, `HEALTH_PORT=${taken}`])).toContain(
		`Port ${taken} is taken`,
	);
	for (const port of [taken, free]) leftovers.push(join(".firstbell", `serve-${port}`));
});

test("crons read whom they call, and say what they lack", async () => {
	const secret = "CRON_SECRET=cron";
	expect(await saying("crons", ["APP_URL=http://127.0.0.1:9", secret])).toBe(
		"Calling http://127.0.0.1:9 by the clock.\n",
	);
	expect(await refusal("crons", [secret])).toContain("It needs APP_URL or CRONS_URL, and CRON_SECRET.");
});

test("the bridge reads its Redis and its token, and leaves the app's port to the app", async () => {
	const redis = "REDIS_URL=redis://127.0.0.1:9";
	const said = await saying("bridge", [redis, "UPSTASH_REDIS_REST_TOKEN=token", `PORT=${taken}`]);
	// Where somebody's own bridge has that port, it says so of that one.
	expect(said).toMatch(/8079/);
	expect(said).not.toContain(String(taken));
	expect(await refusal("bridge", [redis])).toContain("It needs REDIS_URL and UPSTASH_REDIS_REST_TOKEN.");
	expect(await refusal("bridge", [redis], "--prot", "1")).toContain("--prot");
});
