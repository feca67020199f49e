import { describe, expect, test } from "vitest";
import { open } from "../../stack/doctor/database.ts";
import { pooler } from "../../stack/doctor/pooler.ts";
import { whyNoBouncer } from "../api/support/bouncer.ts";
import { selfSigned } from "../api/support/certificate.ts";
import { deployed, toMend } from "../api/support/deployed.ts";
import { postgresDoor, refusingDoor } from "../api/support/postgres-door.ts";
import { tlsDoor } from "../api/support/tls-door.ts";

const why = whyNoBouncer();
if (why) console.warn(`The doctor is not tested here. ${why}`);

describe.skipIf(why)("the doctor", async () => {
	if (why) return;
	const { env, admin, direct, asAdmin } = await deployed();
	const url = (change: (it: URL) => void, from = env.DATABASE_URL ?? "") => {
		const other = new URL(from);
		change(other);
		return other.href;
	};

	/** With one statement more as the owner, undone by another; connections that knew it otherwise are closed, and gone when it goes on. */
	async function while_(done: string, undone: string, look: () => Promise<void>): Promise<void> {
		const afresh = () =>
			admin.query(
				"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
			);
		await admin.query(done);
		await afresh();
		try {
			await look();
		} finally {
			await admin.query(undone);
			await afresh();
		}
	}

	test("finds nothing to mend where all is well", async () => {
		const { names, says, found } = await toMend(env);
		expect(names, says).toEqual([]);
		expect(found.filter(({ state }) => state === "unasked")).toEqual([]);
		expect(found.length).toBeGreaterThan(15);
	});

	test.each<[fault: string, done: string, undone: string, line: string, says: string]>([
		[
			"a verb that the server may not call",
			"revoke execute on function api.book_slot from firstbell_server",
			"grant execute on all functions in schema api to firstbell_server",
			"verbs",
			"firstbell_server may not call book_slot",
		],
		[
			"a schema that the server may not use",
			"revoke usage on schema api from firstbell_server",
			"grant usage on schema api to firstbell_server",
			"verbs",
			"may not use the schema api",
		],
		[
			"a table that the server may read",
			"grant select on app.mails to firstbell_server",
			"revoke select on app.mails from firstbell_server",
			"nothing more",
			"firstbell_server may also select a column of app.mails, select app.mails",
		],
		[
			"temporary tables, which everybody may make in a new database",
			`grant temporary on database "${admin.database}" to public`,
			`revoke temporary on database "${admin.database}" from public`,
			"nothing more",
			"may also make temporary tables",
		],
		[
			"a verb that anon may call",
			"grant execute on function api.find_teachers to anon",
			"revoke execute on function api.find_teachers from anon",
			"strangers",
			"anon may call api.find_teachers",
		],
		[
			"a schema that whoever is signed in may use",
			"grant usage on schema app to authenticated",
			"revoke usage on schema app from authenticated",
			"strangers",
			"`supabase db push` does not",
		],
		[
			"a timeout that somebody changed",
			`alter role firstbell_server in database "${admin.database}" set statement_timeout = '10min'`,
			`alter role firstbell_server in database "${admin.database}" reset statement_timeout`,
			"settings",
			"statement_timeout is 10min; run as postgres: alter role firstbell_server set statement_timeout = '5s'",
		],
		[
			"a migration that was not applied",
			"delete from supabase_migrations.schema_migrations where version = '20261129110000'",
			"insert into supabase_migrations.schema_migrations (version) values ('20261129110000')",
			"migrations",
			"20261129110000 is not applied; run `supabase db push`",
		],
		[
			"a database without any",
			"alter schema api rename to elsewhere",
			"alter schema elsewhere rename to api",
			"migrations",
			"none is applied",
		],
	])("finds %s", async (_fault, done, undone, line, words) => {
		await while_(done, undone, async () => {
			const { names, says } = await toMend(env);
			expect(names, says).toEqual([line]);
			expect(says).toContain(words);
		});
	});

	test.each<[fault: string, changed: Record<string, string>, line: string, says: string]>([
		[
			"whoever may do everything",
			{ DATABASE_URL: asAdmin },
			"role",
			"signs in as postgres, whom nothing here keeps from the tables",
		],
		[
			"a wrong password",
			{ DATABASE_URL: url((it) => (it.password = "not-the-password")) },
			"database",
			"give firstbell_server its password anew",
		],
		[
			"a port where nothing is",
			{ DATABASE_URL: url((it) => (it.port = "9")) },
			"database",
			"look at the host and the port in DATABASE_URL",
		],
		[
			"a line that others can listen to",
			{ DATABASE_URL: url((it) => (it.hostname = "127.0.0.2")) },
			"encryption",
			"the connection is not encrypted: append ?sslmode=verify-full to DATABASE_URL",
		],
		[
			"a replica that is away",
			{ DATABASE_READ_URL: url((it) => (it.port = "9")) },
			"replica",
			"look at the host and the port in DATABASE_READ_URL",
		],
	])("finds %s", async (_fault, changed, line, words) => {
		const { names, says } = await toMend({ ...env, ...changed });
		expect(names, says).toEqual([line]);
		expect(says).toContain(words);
	});

	// As from elsewhere: an address that is not this machine's own name.
	const session = url((it) => Object.assign(it, { hostname: "127.0.0.2", pathname: "/session" }));
	const led = (...addresses: string[]) => ({ look: async () => addresses });

	test("finds no pooler, and a line that others can listen to, where nobody knows how many instances come", async () => {
		for (const options of [{}, led("203.0.113.7"), led("10.0.0.7", "203.0.113.7"), led()]) {
			const { names, says } = await toMend({ ...env, DATABASE_URL: session }, options);
			expect(names, says).toEqual(["encryption", "pooler"]);
			expect(says).toContain("port 6543");
		}
	});

	test.each(["10.77.0.7", "172.20.0.3", "192.168.1.9", "fd00::7"])(
		"needs neither in a network of one's own, and says what that takes: %s",
		async (address) => {
			const { names, says, found } = await toMend({ ...env, DATABASE_URL: session }, led(address));
			expect(names, says).toEqual([]);
			const said = (line: string) => found.find(({ name }) => name === line);
			expect(said("encryption")).toMatchObject({
				state: "note",
				says: expect.stringContaining("let nobody else"),
			});
			expect(said("pooler")).toMatchObject({
				state: "note",
				says: expect.stringMatching(/with 6 connections each .* bears 1\d instances/),
			});
		},
	);

	test("on one machine no pooler is a note, until the database has no room for one instance", async () => {
		const { names, says, found } = await toMend({ ...env, DATABASE_URL: direct });
		expect(names, says).toEqual([]);
		expect(found.find(({ name }) => name === "pooler")?.state).toBe("note");
		const connect = () => open(direct, undefined);
		const full = await pooler(connect, { url: direct, isFew: true, poolSize: 1_000 });
		expect(full.state).toBe("mend");
	});

	test("asks nothing more of a database that it cannot reach", async () => {
		const { found } = await toMend({ ...env, DATABASE_URL: url((it) => (it.port = "9")) });
		const unasked = found.filter(({ state }) => state === "unasked").map(({ name }) => name);
		expect(unasked).toEqual(expect.arrayContaining(["pooler", "role", "migrations", "verbs", "strangers"]));
	});

	test("believes the authority that it is given, and no other", async () => {
		const [own, other] = [selfSigned(), selfSigned()];
		const secured = await tlsDoor(env.DATABASE_URL ?? "", own);
		const believed = await toMend({ ...env, DATABASE_URL: secured, DATABASE_CA: own.cert });
		expect(believed.names, believed.says).toEqual([]);
		expect(believed.found.find(({ name }) => name === "encryption")?.state).toBe("well");
		const { names, says } = await toMend({ ...env, DATABASE_URL: secured, DATABASE_CA: other.cert });
		expect(names, says).toEqual(["database"]);
		expect(says).toContain("DATABASE_CA has to be the certificate of the authority");
	});

	test("finds a line that is encrypted, and on which anybody's certificate is believed", async () => {
		const secured = await tlsDoor(env.DATABASE_URL ?? "", selfSigned(), "127.0.0.2");
		const { names, says } = await toMend({ ...env, DATABASE_URL: `${secured}?sslmode=no-verify` });
		expect(names, says).toEqual(["encryption"]);
		expect(says).toContain("the connection is encrypted, but anybody's certificate is believed: append ?ssl");
	});

	test("finds a Postgres that is older", async () => {
		const older = await postgresDoor(env.DATABASE_URL ?? "", {
			answers: (text) => text.replace(/17(\d{4})/, "15$1"),
		});
		const { names, says } = await toMend({ ...env, DATABASE_URL: older });
		expect(names, says).toEqual(["database"]);
		expect(says).toContain("it is Postgres 15: upgrade to 17, which Firstbell is tested with");
	});

	// In Supavisor's words of before and of today, whom we do not have here.
	test.each(["Tenant or user not found", "(ENOTFOUND) tenant/user firstbell_server.ref not found"])(
		"finds an address that is of no project: %s",
		async (message) => {
			const { names, says } = await toMend({ ...env, DATABASE_URL: await refusingDoor(message) });
			expect(names, says).toEqual(["database"]);
			expect(says).toContain(`${message}; in DATABASE_URL `);
			expect(says).toContain("the role's name is followed by a dot");
		},
	);

	test.each([
		[300_000, "300 s ahead of the database's: switch its time synchronisation (NTP) on"],
		[-300_000, "300 s behind the database's: switch its time synchronisation (NTP) on"],
	])("finds a clock that is off by %i ms", async (off, words) => {
		const { names, says } = await toMend(env, { now: () => Date.now() + off });
		expect(names, says).toEqual(["clock here"]);
		expect(says).toContain(words);
	});
});
