import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { describe, expect, onTestFinished, test } from "vitest";
import { region } from "../../stack/doctor/region.ts";
import { startRedisBridge } from "../../stack/embedded/redis-bridge.ts";
import { given } from "../api/support/ask.ts";
import { freePort, whyNoBouncer } from "../api/support/bouncer.ts";
import { selfSigned } from "../api/support/certificate.ts";
import { deployed, toMend } from "../api/support/deployed.ts";
import { httpDoor } from "../api/support/http-door.ts";
import { redisServer, whyNoRedis } from "../api/support/redis-server.ts";

const why = whyNoBouncer() ?? whyNoRedis();
if (why) console.warn(`The doctor is not tested here. ${why}`);

const strong = ["k3T9-vQz7Lm2Xc8Rb5Nd1Wf6Yg4Hs0Jp", "u8Fe2-Ry6Ko1Tb9Zx4Mi7Qa3Lw5Vn0Cd"] as const;
const published = { APP_URL: "https://book.firstbell.test", LINK_SECRET: strong[0], CRON_SECRET: strong[1] };
const legacyKey = (role: string) =>
	`eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ role })).toString("base64url")}.c2lnbmF0dXJl`;
const nowhere = "127.0.0.1:9";

/** A certificate, for `localhost`, of an authority that Node knows from now on. */
function believed(): ReturnType<typeof selfSigned> {
	const own = selfSigned();
	setDefaultCACertificates([...getCACertificates(), own.cert]);
	return own;
}

describe.skipIf(why)("the doctor", async () => {
	if (why) return;
	const { env } = await deployed();

	test("finds nothing to mend in what is to be published", async () => {
		const { names, says } = await toMend({ ...env, ...published });
		expect(names, says).toEqual([]);
	});

	test.each<[fault: string, changed: Record<string, string>, line: string, says: string]>([
		["a variable that is missing", { MAIL_FROM: "" }, "environment", "MAIL_FROM: is missing"],
		["a secret that is missing", { LINK_SECRET: "" }, "environment", "LINK_SECRET: is missing"],
		["a variable that says nothing", { DATABASE_POOL: "many" }, "environment", "DATABASE_POOL: "],
		[
			"an address without https",
			{ APP_URL: "http://book.firstbell.test" },
			"environment",
			"APP_URL: has to begin with https://",
		],
		[
			"a mailbox that everybody could read",
			{ ...published, MAILBOX_URL: "http://127.0.0.1:1" },
			"environment",
			"MAILBOX_URL: is for one machine alone; take it away",
		],
		[
			"a route that is for measuring alone",
			{ ...published, FIRSTBELL_BENCH: "1" },
			"environment",
			"FIRSTBELL_BENCH: is for one machine alone; take it away",
		],
		["a short secret", { CRON_SECRET: "short-secret" }, "secrets", "CRON_SECRET: needs at least 32"],
		["one secret for two things", { CRON_SECRET: given("LINK_SECRET") }, "secrets", "must not be the same"],
		[
			"a secret that can be guessed",
			{ ...published, LINK_SECRET: "Please-change-me-9-Wq7Lm2Xc8Rb5Nd1Wf" },
			"secrets",
			"LINK_SECRET: can be guessed",
		],
		["a Redis that is away", { UPSTASH_REDIS_REST_URL: `http://${nowhere}` }, "redis", "bad port"],
		["another token", { UPSTASH_REDIS_REST_TOKEN: "another-token" }, "redis", "it does not know the token"],
		[
			"a Redis without https",
			{ UPSTASH_REDIS_REST_URL: "http://redis.firstbell.test" },
			"redis",
			"UPSTASH_REDIS_REST_URL is not https, so that its token can be read on the way",
		],
		[
			"another program where Redis should be",
			{ UPSTASH_REDIS_REST_URL: given("APP_URL") },
			"redis",
			"is UPSTASH_REDIS_REST_URL the REST address?",
		],
		[
			"a mail server that is away",
			{ SMTP_URL: `smtp://${nowhere}` },
			"mail",
			"the host and the port in SMTP_URL",
		],
		[
			"a webhook of alerts without https",
			{ ALERT_WEBHOOK: "http://10.0.0.1/x" },
			"alerts",
			"without a name and password in it, or OUTBOUND_TRUSTED has to name its host",
		],
		[
			"one in a network of one's own",
			{ ALERT_WEBHOOK: "https://10.0.0.1/x" },
			"alerts",
			"ALERT_WEBHOOK would be told nothing, since it leads into a network of your own: where that is meant, name its host",
		],
		["a secret key", { SUPABASE_PUBLISHABLE_KEY: "sb_secret_0123456789abcdef" }, "key", "opens every table"],
		[
			"the key of a service",
			{ SUPABASE_PUBLISHABLE_KEY: legacyKey("service_role") },
			"key",
			"opens every table",
		],
		[
			"what is no key",
			{ SUPABASE_PUBLISHABLE_KEY: "not-a-key-at-all" },
			"key",
			"is no key of Supabase: it begins with",
		],
		[
			"another project's key",
			{ SUPABASE_PUBLISHABLE_KEY: "sb_publishable_another" },
			"sign-in",
			"same project",
		],
		["an Auth that is away", { SUPABASE_URL: `http://${nowhere}` }, "sign-in", "bad port"],
	])("finds %s", async (_fault, changed, line, words) => {
		const { names, says } = await toMend({ ...env, ...changed });
		expect(names, says).toEqual([line]);
		expect(says).toContain(words);
	});

	test.each(["http://10.0.0.1/x", "https://10.0.0.1/x", "http://10.0.0.1:8080/x"])(
		"takes %s for a webhook of alerts where its host is trusted",
		async (webhook) => {
			const { found } = await toMend({
				...env,
				ALERT_WEBHOOK: webhook,
				OUTBOUND_TRUSTED: "10.0.0.1, 10.0.0.1:8080",
			});
			expect(found.find(({ name }) => name === "alerts")).toMatchObject({
				state: "well",
				says: expect.stringContaining("nothing was sent"),
			});
		},
	);

	test.each<[fault: string, path: string, text: (text: string) => string, line: string, says: string]>([
		["a shared secret behind sessions", "jwks.json", () => '{"keys":[]}', "signing keys", "Rotate keys"],
		[
			"an Auth that lets nobody in by mail",
			"settings",
			(text) => text.replace('"email":true', '"email":false'),
			"sign-in",
			"signing in by mail is off: run `supabase config push`",
		],
		[
			"an Auth that lets nobody new in",
			"settings",
			(text) => text.replace('"disable_signup":false', '"disable_signup":true'),
			"sign-in",
			"a first sign-in is a sign-up",
		],
	])("finds %s", async (_fault, path, changed, line, words) => {
		const door = await httpDoor(given("SUPABASE_URL"), {
			answers: (answer) => {
				const before = answer.text;
				if (answer.path.includes(path)) answer.text = changed(before);
				if (answer.path.includes(path)) expect(answer.text).not.toBe(before);
			},
		});
		const { names, says } = await toMend({ ...env, SUPABASE_URL: door });
		expect(names, says).toEqual([line]);
		expect(says).toContain(words);
	});

	test("does not say that the key in use is well, since one on standby is published as well", async () => {
		const { names, says, found } = await toMend(env);
		expect(names, says).toEqual([]);
		expect(found.find(({ name }) => name === "signing keys")).toMatchObject({
			state: "note",
			says: expect.stringMatching(
				/by ES256, where that is the key in use, and not one on standby: .*JWT Keys/,
			),
		});
	});

	test.each([
		["redis", "UPSTASH_REDIS_REST_URL", "UPSTASH_REDIS_REST_URL is not https"],
		["sign-in", "SUPABASE_URL", "SUPABASE_URL is not https"],
	])("finds no TLS before %s, unless it goes by a network of one's own", async (line, variable, words) => {
		const changed = { ...env, [variable]: await httpDoor(given(variable), { at: "127.0.0.2" }) };
		const open = await toMend(changed, { look: async () => ["203.0.113.7"] });
		expect(open.names, open.says).toEqual([line]);
		expect(open.says).toContain(words);
		const inside = await toMend(changed, { look: async () => ["10.77.0.5"] });
		expect(inside.names, inside.says).toEqual([]);
		expect(inside.found.find(({ name }) => name === line)).toMatchObject({
			state: "note",
			says: expect.stringContaining("let nobody else"),
		});
	});

	// What Supabase answers for a project in trouble, and for one that is paused.
	test.each([503, 540])("finds an Auth that answers %i", async (status) => {
		const door = await httpDoor(given("SUPABASE_URL"), {
			answers: (answer) => void Object.assign(answer, { status, text: "no" }),
		});
		const { names, says } = await toMend({ ...env, SUPABASE_URL: door });
		expect(names, says).toEqual(["sign-in"]);
		expect(says).toContain(`Auth answers ${status}`);
		expect(says).toContain("is the project paused, or the address another's?");
	});

	test("finds a token that may only read", async () => {
		const redis = await redisServer("--user reader on >a-word ~* +@read +ping +info".split(" "));
		const reader = new URL(redis.url);
		Object.assign(reader, { username: "reader", password: "a-word" });
		const port = await freePort();
		const token = "a-token-for-this";
		onTestFinished(await startRedisBridge({ port, token, redisUrl: reader.href }));
		const { names, says } = await toMend({
			...env,
			UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`,
			UPSTASH_REDIS_REST_TOKEN: token,
		});
		expect(names, says).toEqual(["redis"]);
		expect(says).toContain("it cannot be written to (NOPERM");
		expect(says).toContain("take the token that is not read-only");
	});

	test.each<[fault: string, options: SMTPServerOptions, says: string]>([
		[
			"that offers no TLS, elsewhere",
			{ disabledCommands: ["STARTTLS"] },
			"smtps:// is for port 465, smtp:// for 587, where STARTTLS is needed",
		],
		[
			"whose certificate is of a name that it is not called by",
			believed(),
			"does not match certificate's altnames",
		],
		[
			"whose certificate nobody signed",
			selfSigned(),
			"SMTP_URL has to say the name that is in its certificate",
		],
	])("finds a mail server %s", async (_fault, options, words) => {
		const port = await freePort();
		const server = new SMTPServer({ ...options, authOptional: true });
		server.on("error", () => {});
		await new Promise<void>((done) => server.listen(port, "127.0.0.2", done));
		onTestFinished(() => void server.close());
		const { names, says } = await toMend({ ...env, SMTP_URL: `smtp://127.0.0.2:${port}` });
		expect(names, says).toEqual(["mail"]);
		expect(says).toContain(words);
	});

	test("takes a mail server without TLS where SMTP_URL says so, in a network of one's own and nowhere else", async () => {
		const port = await freePort();
		const server = new SMTPServer({ disabledCommands: ["STARTTLS"], authOptional: true });
		server.on("error", () => {});
		await new Promise<void>((done) => server.listen(port, "127.0.0.2", done));
		onTestFinished(() => void server.close());
		const open = { ...env, SMTP_URL: `smtp://127.0.0.2:${port}?requireTLS=false` };
		const outside = await toMend(open, { look: async () => ["203.0.113.7"] });
		expect(outside.names, outside.says).toEqual(["mail"]);
		expect(outside.says).toContain("take requireTLS out of it");
		const inside = await toMend(open, { look: async () => ["10.77.0.5"] });
		expect(inside.names, inside.says).toEqual([]);
		expect(inside.found.find(({ name }) => name === "mail")).toMatchObject({
			state: "note",
			says: expect.stringContaining("let nobody else"),
		});
	});

	test("finds a mail server that does not know the password, and says neither", async () => {
		const port = await freePort();
		const server = new SMTPServer({
			disabledCommands: ["STARTTLS"],
			allowInsecureAuth: true,
			onAuth: (_auth, _session, done) => done(new Error("no")),
		});
		await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
		onTestFinished(() => void server.close());
		const { names, says } = await toMend({
			...env,
			SMTP_URL: `smtp://user:wrong-password@127.0.0.1:${port}`,
		});
		expect(names, says).toEqual(["mail"]);
		expect(says).toContain("the user and the password in SMTP_URL");
	});

	test.each<[setting: string, args: string[], state: string, says: string]>([
		["that is full and takes nothing new", ["--maxmemory", "8mb"], "mend", "its policy is noeviction"],
		[
			"that lets go of what is old",
			["--maxmemory", "8mb", "--maxmemory-policy", "allkeys-lru"],
			"well",
			"allkeys-lru",
		],
		["without a limit", [], "well", "no limit"],
	])("tells what a Redis does %s", async (_setting, args, state, words) => {
		const redis = await redisServer(args);
		const port = await freePort();
		const stop = await startRedisBridge({ port, token: "a-token-for-this", redisUrl: redis.url });
		onTestFinished(stop);
		const changed = {
			UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}`,
			UPSTASH_REDIS_REST_TOKEN: "a-token-for-this",
		};
		const { names, found, says } = await toMend({ ...env, ...changed });
		expect(names, says).toEqual(state === "mend" ? ["eviction"] : []);
		const line = found.find(({ name }) => name === "eviction");
		expect(line).toMatchObject({ state, says: expect.stringContaining(words) });
	});
});

test.each<[host: string, regions: string[], state: string, says: string]>([
	["aws-0-eu-central-1.pooler.supabase.com", ["fra1"], "well", "fra1"],
	["aws-1-us-east-1.pooler.supabase.com", ["fra1"], "mend", ': write "regions": ["iad1"]'],
	["aws-1-eu-central-1.pooler.supabase.com", ["fra1", "iad1"], "mend", '"regions": ["fra1"]'],
	["aws-0-eu-central-2.pooler.supabase.com", ["fra1"], "note", "nearest"],
	["db.firstbell.test", ["fra1"], "note", "names no region"],
])("of a database at %s and functions in %s it says %s", (host, regions, state, words) => {
	const verdict = region(`postgres://firstbell_server.ref:password@${host}:6543/postgres`, regions);
	expect(verdict).toMatchObject({ state, says: expect.stringContaining(words) });
});
