import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownersAddress } from "../../stack/owners-address.ts";
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

test.each([
	["migrate", []],
	["import", ["supabase/demo-school.csv"]],
	["after-restore", []],
])(
	"%s takes the owner's address from the file, and lets nobody on the way read along",
	async (name, words) => {
		const elsewhere = "postgres://postgres:hidden-word@203.0.113.9:5432/postgres";
		for (const open of ["", "?sslmode=disable"]) {
			const said = await refusal(name, [`DATABASE_ADMIN_URL=${elsewhere}${open}`], ...words);
			expect(said).toContain("DATABASE_ADMIN_URL leads to 203.0.113.9 without TLS");
			expect(said).toContain("append ?sslmode=verify-full to it, and set DATABASE_CA");
			expect(said).not.toMatch(/hidden-word| {4}at /);
		}
		// Nobody listens there, and nobody can.
		const here = `DATABASE_ADMIN_URL=postgres://postgres@127.0.0.1:${await freePort()}/x`;
		expect(await refusal(name, [here], ...words)).toContain("The database does not answer");
		expect(await refusal(name, ["DATABASE_ADMIN_URL=the owner's"], ...words)).toContain("is no address");
		expect(await refusal(name, [here], "--prot", ...words)).toContain("--prot");
	},
);

test("a file that is not named, or not there, is said", async () => {
	const run = (...words: string[]) =>
		new Promise<string>((done) =>
			execFile(process.execPath, ["stack/migrate.ts", ...words], (error, _said, why) =>
				done(error ? why : ""),
			),
		);
	expect(await run("--env")).toContain("--env needs a file");
	expect(await run("--env", "/nowhere/env")).toContain("The environment cannot be read");
});

test("an owner's address goes without TLS on this machine and in a network of one's own, and else by TLS alone", async () => {
	const to = (host: string, how = "") => ({ DATABASE_ADMIN_URL: `postgres://postgres:word@${host}/x${how}` });
	const led = (address: string) => async () => [address];
	for (const host of ["127.0.0.1", "localhost", "[::1]"])
		expect(await ownersAddress(to(host), led("203.0.113.9"))).toMatchObject({ ca: undefined });
	expect(await ownersAddress(to("database:5432"), led("172.20.0.3"))).toBeDefined();
	expect(await ownersAddress({})).toBeUndefined();
	// A socket, and where the machine's own name leads.
	expect(await ownersAddress({ DATABASE_ADMIN_URL: "postgres:///x?host=/var/run/postgresql" })).toBeDefined();
	expect(await ownersAddress(to("school-server"), led("127.0.1.1"))).toBeDefined();
	// It is not what it looks like that counts.
	await expect(ownersAddress(to("127.0.0.1", "?host=203.0.113.9"))).rejects.toThrow(
		"leads to 203.0.113.9 without TLS",
	);
	const away = led("203.0.113.9");
	await expect(ownersAddress(to("db.school.example"), away)).rejects.toThrow("without TLS");
	await expect(ownersAddress(to("db.school.example", "?sslmode=disable"), away)).rejects.toThrow(
		"without TLS",
	);
	// A name that leads nowhere is of no network of one's own.
	await expect(ownersAddress(to("db.school.example"), async () => [])).rejects.toThrow("without TLS");
	for (const how of ["?sslmode=verify-full", "?ssl=true"])
		expect(await ownersAddress(to("db.school.example", how), away)).toBeDefined();
	const DATABASE_CA = "a certificate";
	expect(await ownersAddress({ ...to("db.school.example"), DATABASE_CA }, away)).toMatchObject({
		ca: DATABASE_CA,
	});
});
