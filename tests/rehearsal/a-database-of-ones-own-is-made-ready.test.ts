import { execFile } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate } from "../../stack/embedded/migrate.ts";
import { type Postgres, startPostgres } from "../../stack/embedded/postgres.ts";
import { program, whyNoRehearsal } from "../../stack/rehearsal/programs.ts";
import { makeReady } from "../../stack/serve/make-ready.ts";
import { selfSigned } from "../api/support/certificate.ts";
import { tlsDoor } from "../api/support/tls-door.ts";
import { freePort } from "../support/free-port.ts";
import { askDatabase as ask, composed } from "./support/composed.ts";

const folder = mkdtempSync("/var/tmp/firstbell-ready-");
type At = (who: string, database?: string) => string;
let postgres: Postgres | undefined;
let at: At;
const { begin, put } = composed();
const toLines = (env: Record<string, string>) =>
	Object.entries(env)
		.map(([name, value]) => `${name}=${value}\n`)
		.join("");

/** A server in a folder, and who asks it by which address. */
async function own(folder: string): Promise<[at: At, server: Postgres]> {
	const port = await freePort();
	const server = await startPostgres({ folder, port, password: "root" });
	return [(who, database = "firstbell") => `postgres://${who}@127.0.0.1:${port}/${database}`, server];
}

beforeAll(async () => {
	chmodSync(folder, 0o755);
	[at, postgres] = await own(folder);
	// As managed databases have it: who administers is called postgres, and may do much, but not all.
	await ask(at("postgres:root", "postgres"), "create role other superuser login password 'other'");
	for (const step of [
		"alter role postgres rename to its_host",
		"create role postgres login createrole createdb password 'admin'",
		"create database firstbell owner postgres",
	])
		await ask(at("other:other", "postgres"), step);
});
afterAll(async () => {
	await postgres?.stop();
	rmSync(folder, { recursive: true, force: true });
});

test("an administrator who is no superuser makes a database ready, for the app and for sign-in", async () => {
	const env = { DATABASE_ADMIN_URL: at("postgres:admin"), SERVER_PASSWORD: "server", AUTH_PASSWORD: "auth" };
	expect(await makeReady(env, () => {})).toBeGreaterThan(20);
	expect(await makeReady(env, () => {})).toBe(0);
	expect(await ask(at("firstbell_server:server"), "select api.has_migration('20261124080000')")).toBe(true);
	await expect(ask(at("firstbell_server:server"), "select 1 from app.bookings")).rejects.toThrow("denied");
	expect(await ask(at("supabase_auth_admin:auth"), "select current_schema")).toBe("auth");
	await expect(ask(at("supabase_auth_admin:auth"), "select 1 from app.bookings")).rejects.toThrow("denied");
});

test("an administrator may be called otherwise, where nobody is called postgres", async () => {
	const data = join(folder, "otherwise");
	mkdirSync(data);
	chmodSync(data, 0o755);
	const [at, server] = await own(data);
	try {
		const [asHost, asBoss] = [at("other:other", "postgres"), at("boss:boss", "postgres")];
		await ask(at("postgres:root", "postgres"), "create role other superuser login password 'other'");
		await ask(asHost, "alter role postgres rename to its_host");
		await ask(asHost, "create role boss login createrole createdb password 'boss'");
		await ask(asBoss, "create database firstbell");
		const env = { DATABASE_ADMIN_URL: at("boss:boss"), SERVER_PASSWORD: "server" };
		expect(await makeReady(env, () => {})).toBeGreaterThan(20);
		expect(await ask(at("firstbell_server:server"), "select api.has_migration('20261124080000')")).toBe(true);
		expect(await ask(at("boss:boss"), "show search_path")).toBe('"$user", public, extensions');
	} finally {
		await server.stop();
	}
});

test.skipIf(whyNoRehearsal())(
	"by a pooler that hands each a session it is made ready as well, and steps back from a lock of which no address there can tell",
	async () => {
		await ask(at("postgres:admin", "postgres"), "create database pooled owner postgres");
		const home = put("pooler");
		const port = await freePort();
		writeFileSync(join(home, "users.txt"), '"postgres" "admin"');
		const lines = [
			"[databases]",
			`pooled = host=127.0.0.1 port=${new URL(at("postgres:admin")).port}`,
			"[pgbouncer]",
			...["listen_addr = 127.0.0.1", `listen_port = ${port}`, "unix_socket_dir =", "pool_mode = session"],
			...["auth_type = scram-sha-256", `auth_file = ${join(home, "users.txt")}`],
			"ignore_startup_parameters = extra_float_digits, options",
		];
		writeFileSync(join(home, "pooler.ini"), lines.join("\n"));
		await begin("pooler", program("pgbouncer"), [join(home, "pooler.ini")], port);
		const pooled = `postgres://postgres:admin@127.0.0.1:${port}/pooled`;
		expect(await makeReady({ DATABASE_ADMIN_URL: pooled }, () => {})).toBeGreaterThan(20);
		expect(await ask(`${pooled}?options=-c%20lock_timeout%3D1500`, "show lock_timeout")).toBe("0");

		writeFileSync(
			join(home, "99990101000000_later.sql"),
			"alter table app.bookings add column later integer;",
		);
		const reader = new pg.Client(at("postgres:admin", "pooled"));
		await reader.connect();
		await reader.query("begin; select from app.bookings");
		const notes: string[] = [];
		const note = (line: string) => {
			notes.push(line);
			if (notes.length === 1) void reader.query("commit").then(() => reader.end());
		};
		expect(await migrate(pooled, note, home)).toBe(1);
		expect(notes).toEqual(["99990101000000_later waits for a lock", "applied 99990101000000_later"]);
	},
);

test("without an address, or where nobody answers, it says so and changes nothing", async () => {
	await expect(makeReady({}, () => {})).rejects.toThrow("DATABASE_ADMIN_URL is missing");
	const nobody = { DATABASE_ADMIN_URL: `postgres://postgres@127.0.0.1:${await freePort()}/x` };
	await expect(makeReady(nobody, () => {})).rejects.toThrow("nothing was changed");
});

test("a school is imported as a container does: with its staff, and pages are asked to be made anew from inside", async () => {
	const asked: unknown[] = [];
	const inside = createServer(({ url, headers, method }, answer) => {
		asked.push([method, url, headers.authorization]);
		answer.writeHead(204).end();
	}).listen(0, "127.0.0.1");
	await once(inside, "listening");
	const given = {
		APP_URL: "https://book.school.example",
		CRONS_URL: `http://127.0.0.1:${(inside.address() as AddressInfo).port}`,
		CRON_SECRET: "cron",
	};
	const bare = { NODE_ENV: "production" as const, PATH: process.env.PATH };
	// The owner's address stays out of the file, which is the app's.
	const owner = { ...bare, DATABASE_ADMIN_URL: at("postgres:admin") };
	const words = ["stack/import.ts", "supabase/demo-school.csv", "--staff", "office@school.example"];
	const run = promisify(execFile);
	const { stdout } = await run(process.execPath, words, { env: { ...owner, ...given } });
	const file = join(folder, "import.env");
	writeFileSync(file, toLines(given));
	const byFile = await run(process.execPath, [...words, "--env", file], { env: owner });
	inside.close();
	expect(byFile.stdout).toContain("https://book.school.example/t/");
	const renewal = ["POST", "/api/revalidations", "Bearer cron"];
	expect(asked).toEqual([renewal, renewal]);
	expect(stdout).toContain("https://book.school.example/t/");
	expect(stdout).not.toContain("127.0.0.1");
	expect(await ask(at("postgres:admin"), "select email from app.staff")).toBe("office@school.example");
});

test("a restored database is looked at by a file, and settled by another beside it", async () => {
	const [file, log] = [join(folder, "restored.env"), join(folder, "provider.log")];
	writeFileSync(file, toLines({ DATABASE_ADMIN_URL: at("postgres:admin") }));
	const unknown = "0192f0c1-0000-7000-8000-000000000001";
	writeFileSync(log, `sent <${unknown}@book.school.example>`);
	const env = { NODE_ENV: "production" as const, PATH: process.env.PATH };
	const words = ["stack/after-restore.ts", `--env=${file}`, "--sent", log];
	const { stdout } = await promisify(execFile)(process.execPath, words, { env });
	expect(stdout).toContain("mails go out when the first instance is started");
	expect(stdout).toContain(unknown);
});

test("what a dump of our schemas needs before it comes back is made by the first file alone, on an empty database", async () => {
	await ask(at("other:other", "postgres"), "create database bare owner postgres");
	await ask(at("postgres:admin", "bare"), readFileSync("supabase/schemas/00_schemas_and_roles.sql", "utf8"));
	// Whoever is given a right has to be there; owners are left out by --no-owner.
	const given = `select array_agg(distinct grantee::regrole::text) from (
			select relacl as acl, relnamespace as space from pg_class
			union all select attacl, relnamespace from pg_attribute join pg_class on pg_class.oid = attrelid
			union all select proacl, pronamespace from pg_proc
			union all select typacl, typnamespace from pg_type
			union all select nspacl, oid from pg_namespace
			union all select defaclacl, defaclnamespace from pg_default_acl
		) given, aclexplode(acl)
		where space in ('app'::regnamespace, 'api'::regnamespace, 'supabase_migrations'::regnamespace)
		and grantee <> 0 and grantee <> 'postgres'::regrole`;
	expect(await ask(at("postgres:admin"), given)).toEqual(["firstbell_server"]);
	// Extensions stand in a schema that is in no such dump.
	const extensions = "select array_agg(extname::text order by extname) from pg_extension";
	expect(await ask(at("postgres:admin", "bare"), extensions)).toEqual(
		await ask(at("postgres:admin"), extensions),
	);
});

test("it believes the authority that it is given, without a file, and no other", async () => {
	const [own, other] = [selfSigned(), selfSigned()];
	const secured = await tlsDoor(at("postgres:admin"), own);
	const ready = (ca: string | undefined) =>
		makeReady({ DATABASE_ADMIN_URL: `${secured}?sslmode=verify-full`, DATABASE_CA: ca }, () => {});
	expect(await ready(own.cert)).toBe(0);
	expect(await ready(own.cert.replaceAll("\n", "\\n"))).toBe(0);
	await expect(ready(other.cert)).rejects.toThrow("nothing was changed");
	await expect(ready(undefined)).rejects.toThrow("nothing was changed");
});
