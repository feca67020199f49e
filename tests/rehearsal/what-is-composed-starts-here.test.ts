import { readFileSync, statSync, writeFileSync } from "node:fs";
import { get } from "node:http";
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
			...containerPlaces(apps, auth, "127.0.0.3"),
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

		const inside = (port: number, path: string, headers = {}) =>
			fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", headers });
		expect(await (await inside(ports.auth, "/auth/v1/otp")).text()).toMatch(/^auth \/otp/);
		expect(await (await inside(ports.auth, "/mails/code.html")).text()).toContain("{{ .Token }}");
		expect((await inside(ports.auth, "/api/ready")).status).toBe(404);
		// Nor may anybody claim there to be somebody else.
		const claimed = {
			"x-real-ip": "203.0.113.9",
			"x-forwarded-for": "203.0.113.9",
			forwarded: "for=203.0.113.9",
		};
		const due = await inside(ports.crons, "/api/mail-deliveries", claimed);
		expect(await due.text()).toMatch(/^(one|two) \/api\/mail-deliveries {2}127\.0\.0\.1$/);
		for (const port of [ports.auth, ports.crons])
			for (const path of ["/auth/v1/otp", "/mails/code.html", "/api/mail-deliveries"])
				expect(await statusFor("127.0.0.2", port, path), path).toBe(403);
		expect(await statusFor("127.0.0.3", ports.auth, "/auth/v1/otp")).toBe(200);
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
		const users = join(put("pooler"), "users.txt");
		const ini = join(put("pooler"), "pgbouncer.ini");
		writeFileSync(
			ini,
			pgbouncerIni()
				.replace("host=database port=5432", `host=127.0.0.1 port=${dbPort}`)
				.replace("listen_port = 6432", `listen_port = ${poolPort}`)
				.replace("/tmp/users.txt", users),
		);
		// Its very words, with our places in them.
		const [shell = "", ...words] = composedAs("pooler").entrypoint.map((word) =>
			word
				.replaceAll("$$", "$")
				.replace("/tmp/users.txt", users)
				.replace("exec pgbouncer /etc/pgbouncer/pgbouncer.ini", `exec ${program("pgbouncer")} ${ini}`),
		);
		const told = ["SERVER_PASSWORD=server-2", shell, ...words];
		await begin("pooler", "env", told, poolPort, user);
		expect(statSync(users).mode & 0o777).toBe(0o600);
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
	const args = composedAs("redis")
		.command.slice(1)
		.map((word) => word.replace(/\$\{REDIS_PASSWORD:\?\}/, "secret"));
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

/** What somebody at another address of this machine is answered. */
const statusFor = (localAddress: string, port: number, path: string) =>
	new Promise<number | undefined>((done, fail) => {
		get({ host: "127.0.0.1", port, path, localAddress }, (answer) => {
			answer.resume();
			done(answer.statusCode);
		}).once("error", fail);
	});

function composedAs(service: string): { command: string[]; entrypoint: string[] } {
	return parse(readFileSync("stack/compose/compose.yaml", "utf8"), { merge: true }).services[service];
}
