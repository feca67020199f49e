import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { containerPlaces, nginxConf, pgbouncerIni } from "../../stack/compose/texts.ts";
import { startPostgres } from "../../stack/embedded/postgres.ts";
import { settlePostgres } from "../../stack/embedded/postgres-home.ts";
import { own } from "../../stack/rehearsal/copy-owned.ts";
import { program, whyNoRehearsal } from "../../stack/rehearsal/programs.ts";
import { makeReady } from "../../stack/serve/make-ready.ts";
import { selfSigned } from "../api/support/certificate.ts";
import { freePorts } from "../support/free-port.ts";
import { askDatabase, composed, visit } from "./support/composed.ts";

const why = whyNoRehearsal();
const { folder, nobody, put, begin, app, closing } = composed();

test.skipIf(why)(
	"its nginx is an edge: TLS, a copy a language, sign-in inside, and no plain visit",
	async () => {
		const ports = await freePorts("https", "http", "auth", "crons", "inner");
		const apps = [await app("one"), await app("two")];
		const auth = await app("auth");
		const { cert, key } = selfSigned();
		const places = {
			...containerPlaces(apps, auth),
			home: put("edge"),
			tls: put("tls"),
			mails: put("mails"),
			ports,
		};
		writeFileSync(join(places.tls, "fullchain.pem"), cert);
		writeFileSync(join(places.tls, "privkey.pem"), key);
		own(nobody, join(places.tls, "privkey.pem"));
		writeFileSync(join(places.mails, "code.html"), readFileSync("stack/compose/code.html"));
		const conf = join(folder, "nginx.conf");
		writeFileSync(conf, nginxConf(places));
		await begin("edge", program("nginx"), ["-c", conf, "-e", "stderr"], ports.https);

		const see = (path: string, headers = {}) => visit(ports.https, cert, path, headers);
		const german = await see("/t/ada", { "accept-language": "de" });
		expect(german.text).toMatch(/^(one|two) \/t\/ada firstbell_language=de/);
		// The other instance would answer the second; the copy does.
		expect((await see("/t/ada", { "accept-language": "de" })).text).toBe(german.text);
		expect((await see("/t/ada", { "accept-language": "fr" })).text).toContain("firstbell_language=fr");
		const own_ = await see("/desk", { "x-real-ip": "203.0.113.9", cookie: "a=1" });
		expect(own_.text).toMatch(/\/desk a=1 127\.0\.0\.1$/);
		expect((await see("/auth/v1/otp")).text).toMatch(/^(one|two) /);

		const inside = (port: number, path: string) =>
			fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
		expect(await (await inside(ports.auth, "/auth/v1/otp")).text()).toMatch(/^auth \/otp/);
		expect(await (await inside(ports.auth, "/mails/code.html")).text()).toContain("{{ .Token }}");
		expect((await inside(ports.auth, "/api/ready")).status).toBe(404);
		expect(await (await inside(ports.crons, "/api/mail-deliveries")).text()).toMatch(
			/^(one|two) \/api\/mail/,
		);
		const plain = await inside(ports.http, "/t/ada?x=1");
		expect([plain.status, plain.headers.get("location")]).toEqual([308, "https://127.0.0.1/t/ada?x=1"]);
	},
);

test.skipIf(why)(
	"its database is made ready, and its pooler lets in the app's own role and nobody else",
	async () => {
		const { dbPort, poolPort } = await freePorts("dbPort", "poolPort");
		const data = put("data");
		const postgres = await startPostgres({ folder: data, port: dbPort, password: "admin" });
		closing.push(postgres.stop);
		const env = {
			DATABASE_ADMIN_URL: postgres.adminUrl,
			SERVER_PASSWORD: "server-1",
			AUTH_PASSWORD: "auth-1",
		};
		expect(await makeReady(env, () => {})).toBeGreaterThan(0);
		// As often as one likes, and so a password is changed as well.
		expect(await makeReady({ ...env, SERVER_PASSWORD: "server-2" }, () => {})).toBe(0);

		const { user } = settlePostgres(data);
		const write = (name: string, content: string) => {
			const path = join(put("pooler"), name);
			writeFileSync(path, content, { mode: 0o600 });
			own(user, path);
			return path;
		};
		const users = write("users.txt", poolerUsers().replace(/\$\{SERVER_PASSWORD:\?\}/, "server-2"));
		const ini = pgbouncerIni()
			.replace("host=database port=5432", `host=127.0.0.1 port=${dbPort}`)
			.replace("listen_port = 6432", `listen_port = ${poolPort}`)
			.replace("/etc/pgbouncer/users.txt", users);
		await begin("pooler", program("pgbouncer"), [write("pgbouncer.ini", ini)], poolPort, user);
		const at = (who: string, port: number) => (question: string) =>
			askDatabase(`postgres://${who}@127.0.0.1:${port}/postgres`, question);
		expect(
			await at("firstbell_server:server-2", poolPort)("select api.has_migration('20261124080000')"),
		).toBe(true);
		await expect(at("firstbell_server:server-1", poolPort)("select 1")).rejects.toThrow();
		await expect(at("postgres:admin", poolPort)("select 1")).rejects.toThrow();
		// Sign-in makes its tables in its own schema, and sees none of ours.
		const auth = at("supabase_auth_admin:auth-1", dbPort);
		expect(await auth("create table x (); drop table x; select current_schema")).toBe("auth");
		await expect(auth("select 1 from app.bookings")).rejects.toThrow("permission denied");
	},
);

test.skipIf(why)("its Redis asks for its password, keeps nothing, and tells of what it forgets", async () => {
	const { port } = await freePorts("port");
	const { command } = (parse(readFileSync("stack/compose/compose.yaml", "utf8"), { merge: true }) as Composed)
		.services.redis;
	const args = command.slice(1).map((word) => word.replace(/\$\{REDIS_PASSWORD:\?\}/, "secret"));
	const here = ["--port", String(port), "--bind", "127.0.0.1", "--dir", put("redis")];
	await begin("redis", program("redis-server"), [...args, ...here], port);
	const redis = new Redis(`redis://:secret@127.0.0.1:${port}`);
	closing.push(() => redis.disconnect());
	expect([...(((await redis.config("GET", "notify-keyspace-events")) as string[])[1] ?? "")].sort()).toEqual([
		"E",
		"e",
		"x",
	]);
	expect(await redis.config("GET", "save")).toEqual(["save", ""]);
	const stranger = new Redis({ port, lazyConnect: true, maxRetriesPerRequest: 0 });
	stranger.on("error", () => {});
	closing.push(() => stranger.disconnect());
	await expect(stranger.get("x")).rejects.toThrow("NOAUTH");
});

type Composed = { services: { redis: { command: string[] } } };

function poolerUsers(): string {
	const { configs } = parse(readFileSync("stack/compose/compose.yaml", "utf8"), { merge: true }) as {
		configs: Record<string, { content: string }>;
	};
	return configs["pooler-users"]?.content ?? "";
}
