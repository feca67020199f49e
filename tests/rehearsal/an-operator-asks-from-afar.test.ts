import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Redis } from "ioredis";
import { beforeAll, expect, test } from "vitest";
import { startPostgres } from "../../stack/embedded/postgres.ts";
import { program, whyNoRehearsal } from "../../stack/rehearsal/programs.ts";
import { makeReady } from "../../stack/serve/make-ready.ts";
import { selfSigned } from "../api/support/certificate.ts";
import { freePort } from "../support/free-port.ts";
import { askDatabase, composed } from "./support/composed.ts";

const { folder, put, begin, closing } = composed();
const sent = "0198c0de-0000-7000-8000-000000000000";
const files: Record<string, string> = {
	"/school.csv": readFileSync("supabase/demo-school.csv", "utf8"),
	"/provider.log": `accepted <${sent}@book.school.example>`,
};
const authority = join(folder, "authority.pem");
let database = "";
let elsewhere = "";

beforeAll(async () => {
	const { cert, key } = selfSigned();
	writeFileSync(authority, cert);
	const server = createServer({ cert, key }, ({ url = "" }, answer) => {
		const { pathname, searchParams } = new URL(url, "https://localhost");
		if (pathname === "/elsewhere")
			return answer.writeHead(302, { location: "/school.csv?signature=key" }).end();
		const text = searchParams.get("signature") === "key" ? files[pathname] : undefined;
		answer.writeHead(text ? 200 : 403).end(text);
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	closing.push(() => server.close().closeAllConnections());
	elsewhere = `https://localhost:${(server.address() as AddressInfo).port}`;
	const postgres = await startPostgres({ folder: put("data"), port: await freePort(), password: "admin" });
	closing.push(postgres.stop);
	database = postgres.adminUrl;
	await makeReady({ DATABASE_ADMIN_URL: database }, () => {});
});

/** What a command says, and how it ended. */
const asked = (command: string, words: string[], more: Record<string, string> = {}) =>
	new Promise<{ said: string; ended: number }>((done) => {
		const env = {
			...{ NODE_ENV: "production" as const, PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: authority },
			...{ DATABASE_ADMIN_URL: database, ...more },
		};
		execFile(process.execPath, [`stack/${command}.ts`, ...words], { env }, (error, out, err) =>
			done({ said: out + err, ended: Number(error?.code ?? 0) }),
		);
	});

test("a school is imported from an address, and one that gives nothing is said without its key", async () => {
	const lost = await asked("import", [`${elsewhere}/school.csv?signature=other`]);
	expect(lost).toMatchObject({
		ended: 1,
		said: expect.stringContaining(`no file at ${elsewhere}/school.csv`),
	});
	expect(lost.said).toContain("it answered 403");
	expect(lost.said).not.toContain("signature");
	const named = await asked("import", [`${elsewhere.replace("//", "//key:key@")}/school.csv?signature=key`]);
	expect(named.said).toContain("it may name nobody before its host");
	expect(named.said).not.toMatch(/key:key|signature/);
	expect((await asked("import", [`${elsewhere}/elsewhere`])).said).toMatch(/no file at .*redirect/);
	const taken = await asked("import", [
		`${elsewhere}/school.csv?signature=key`,
		"--staff",
		"office@school.example",
	]);
	expect(taken).toMatchObject({ ended: 0, said: expect.stringContaining("8 teachers (8 new)") });
	expect(await askDatabase(database, "select email from app.staff")).toBe("office@school.example");
});

test("what was restored is looked at with the provider's file from an address", async () => {
	const { said, ended } = await asked("after-restore", ["--sent", `${elsewhere}/provider.log?signature=key`]);
	expect([said, ended]).toEqual([expect.stringMatching(`1 are not: .*\n  ${sent}\n`), 0]);
	const lost = await asked("after-restore", ["--sent", `${elsewhere}/nothing?signature=key`]);
	expect(lost).toMatchObject({ ended: 1, said: expect.stringContaining(`no file at ${elsewhere}/nothing`) });
});

test("operators are named and taken away, and what is no address is refused", async () => {
	const first = await asked("operators", ["Ops@School.example", "two@school.example"]);
	expect(first).toEqual({ ended: 0, said: "Operators: ops@school.example, two@school.example.\n" });
	expect(await asked("operators", ["ops@school.example"])).toEqual(first);
	expect((await asked("operators", ["--remove", "two@school.example"])).said).toBe(
		"Operators: ops@school.example.\n",
	);
	expect(await asked("operators", ["nobody"])).toMatchObject({ ended: 1 });
	expect(await asked("operators", ["--all"])).toMatchObject({ ended: 1 });
	expect(await askDatabase(database, "select count(*)::int from app.operators")).toBe(1);
});

test.skipIf(whyNoRehearsal())(
	"Redis is emptied by its address, and one that is not there is said",
	async () => {
		const port = await freePort();
		const settings = ["--port", String(port), "--bind", "127.0.0.1", "--dir", put("redis"), "--save", ""];
		await begin("redis", program("redis-server"), [...settings, "--requirepass", "secret"], port);
		const redis = new Redis(`redis://:secret@127.0.0.1:${port}`);
		closing.push(() => redis.disconnect());
		await redis.set("page", "of what is lost");
		const wrong = await asked("empty-redis", [], { REDIS_URL: `redis://:other@127.0.0.1:${port}` });
		expect(wrong).toMatchObject({ ended: 1, said: expect.stringContaining("Redis was not emptied") });
		expect(await redis.dbsize()).toBe(1);
		const { said, ended } = await asked("empty-redis", [], {
			REDIS_URL: `redis://:secret@127.0.0.1:${port}`,
		});
		expect([said, ended]).toEqual(["Redis is empty.\n", 0]);
		expect(await redis.dbsize()).toBe(0);
	},
);
