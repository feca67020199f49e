import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { migrationVersions } from "../../stack/embedded/migrate.ts";
import { checkDatabase } from "../../stack/restore/check-database.ts";
import { idsIn, mailsDue, settleMails } from "../../stack/restore/settle-mails.ts";
import { ownDatabase } from "../support/own-database.ts";
import { seedTeacher, slotStart } from "../support/seed.ts";
import { book, call } from "../support/verbs.ts";

const { admin, serverUrl } = await ownDatabase();
const server = new pg.Client(serverUrl);
await server.connect();
afterAll(() => server.end());
await seedTeacher(admin, "ada");
// As the runner of migrations leaves it.
await admin.query(
	"create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text)",
);
await admin.query("insert into supabase_migrations.schema_migrations select unnest($1::text[])", [
	migrationVersions(),
]);

test("after a restore, a mail of which the provider knows is said to have gone, and what it knows alone is told", async () => {
	await book(server, { at: slotStart(0) });
	await book(server, { at: slotStart(1) });
	const { rows } = await admin.query<{ id: string }>("select id from app.mails order by created_at, id");
	expect(await mailsDue(admin)).toBe(4);
	const [went = "", again = ""] = rows.map(({ id }) => id);
	const lost = randomUUID();
	const log = `09:00:01 accepted <${went.toUpperCase()}@book.example.org> to=a@b.example
		{"message-id":"${again}@book.example.org"} and once more ${went}@book.example.org; ${lost}@book.example.org, ${randomUUID()} of a queue`;
	expect(idsIn(log)).toEqual([went, again, lost]);
	expect(await settleMails(admin, idsIn(log))).toEqual({ settled: 2, known: 2, unknown: [lost] });
	expect(await mailsDue(admin)).toBe(2);
	const taken = await call<{ id: string }[]>(server, "take_mails", 10, 60, true);
	expect(taken.map(({ id }) => id).sort()).toEqual(
		rows
			.map(({ id }) => id)
			.filter((id) => id !== went && id !== again)
			.sort(),
	);
	// As often as one likes.
	expect(await settleMails(admin, idsIn(log))).toMatchObject({ settled: 0, known: 2 });
	expect(await settleMails(admin, [])).toEqual({ settled: 0, known: 0, unknown: [] });
	await expect(server.query("select app.settle_mails('{}')")).rejects.toMatchObject({ code: "42501" });
});

test("a database that is as it should be is found so, and what it lacks is named", async () => {
	const broken = async () => (await checkDatabase(admin, migrationVersions())).flatMap((each) => each.broken);
	expect(await broken()).toEqual([]);
	for (const [spoil, says] of [
		[
			"alter table app.appointments drop constraint appointments_never_overlap",
			/no constraint appointments_never_overlap/,
		],
		[
			"update pg_index set indisvalid = false where indexrelid = 'app.mails_waiting'::regclass",
			/index app.mails_waiting is not valid/,
		],
		["alter table app.bookings disable trigger all", /trigger .* is switched off/],
		["alter table app.waits disable row level security", /app.waits has no row level security/],
		["grant select on app.mails to firstbell_server", /may select app.mails/],
		["revoke execute on function api.find_teachers from firstbell_server", /may not call api.find_teachers/],
		["grant usage on schema api to anon", /anon may use schema api/],
		["alter role firstbell_server reset lock_timeout", /has no lock_timeout/],
		["alter role firstbell_server reset enable_seqscan", /has no enable_seqscan/],
		[
			"delete from supabase_migrations.schema_migrations where version = '20261124080000'",
			/^20261124080000 is missing: [^\n]*$/,
		],
		["delete from supabase_migrations.schema_migrations", /\d{14} is missing/],
		["update app.appointments set seats = 2, seats_taken = 2", /counts 2/],
	] as const) {
		await admin.query("begin");
		await admin.query("set local allow_system_table_mods = on");
		await admin.query(spoil);
		expect((await broken()).join("\n"), spoil).toMatch(says);
		await admin.query("rollback");
	}
});
