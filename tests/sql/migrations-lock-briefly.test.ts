import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { catalogue, differences } from "../../stack/catalogue.ts";
import { migrate } from "../../stack/embedded/migrate.ts";
import { previousRelease } from "../../stack/upgrade/releases.ts";
import { type Migration, versionOf } from "../support/contracts.ts";
import { byHandIn, longLocks } from "../support/long-locks.ts";
import { ownDatabase } from "../support/own-database.ts";

const folder = resolve("supabase", "migrations");
const files = readdirSync(folder).sort();
const migrations: Migration[] = files.map((file) => ({
	name: file.replace(/\.sql$/, ""),
	text: readFileSync(join(folder, file), "utf8"),
}));
const { version, newestMigration: released } = previousRelease();
const [unreleased = ""] = readFileSync("CHANGELOG.md", "utf8").split(`\n## ${version}`);

/**
 * The last one that was there before anybody looked. Those before it stay as they are, since databases that follow the main
 * branch have them; CHANGELOG.md says of each that reads a whole table what it costs, and what can be made before.
 */
const lastUnlooked = "20261206000000";
const floor = released > lastUnlooked ? released : lastUnlooked;

test("no migration reads all of a table while writers wait, but for an index that can be made before", () => {
	expect(longLocks(migrations, { released, floor, changelog: unreleased })).toEqual([]);
});

test("the reader finds those that did, before anybody looked", () => {
	const unlooked = migrations.filter(({ name }) => versionOf(name) <= lastUnlooked);
	const found = longLocks(unlooked, { released: "20261130130000", floor: "20261130130000", changelog: "" });
	expect(found.map((each) => each.split(" ")[0])).toEqual([
		...["20261201400000_teacher_moves.sql:2", "20261201400000_teacher_moves.sql:2"],
		"20261202010000_erasures.sql:6",
		"20261202020000_invited_teachers.sql:4",
		"20261202060000_takers_who_bring_entries.sql:4",
		"20261204500001_pages_nobody_comes_to.sql:3",
		"20261204500004_all_that_is_held.sql:2",
	]);
});

test("what the changelog gives to be made before can be, on the release before, and is what the migrations would make", async () => {
	const before = mkdtempSync(join(tmpdir(), "migrations-"));
	for (const file of files)
		if (versionOf(file) <= released) symlinkSync(join(folder, file), join(before, file));
	const shipped = await ownDatabase();
	const url = new URL(shipped.adminUrl);
	const name = `${url.pathname.slice(1)}_by_hand`;
	await shipped.admin.query(`create database ${name} template template0`);
	url.pathname = name;
	await migrate(url.href, () => {}, before);
	rmSync(before, { recursive: true });
	const large = new pg.Client(url.href);
	await large.connect();
	for (const statement of byHandIn(unreleased)) await large.query(statement);
	await migrate(url.href, () => {});
	expect(differences(await catalogue(large), await catalogue(shipped.admin))).toEqual({
		ours: [],
		theirs: [],
	});
	const { rows } = await large.query("select indexrelid::regclass as of from pg_index where not indisvalid");
	expect(rows).toEqual([]);
	await large.end();
	await shipped.admin.query(`drop database ${name}`);
});

const old: Migration = { name: "20270101000000_first", text: "create table app.mails (id uuid);" };
const changelog =
	"```sql\ncreate index concurrently if not exists told on app.mails (id) where kind = 'x';\n```\n";
const refused = (text: string) =>
	longLocks([old, { name: "20270301010000_next", text }], {
		...{ released: "20270201000000", floor: "20270201000000", changelog },
	});

test.each([
	["a check", "alter table app.mails add constraint few check (attempts < 9);"],
	["a check without a name", "alter table app.mails add check (attempts < 9);"],
	[
		"a check beside one that is not",
		"alter table app.mails\n  add constraint a check (x) not valid,\n  add constraint b check (f(1, 2));",
	],
	["a check of a column that is added", "alter table app.mails add column why text check (length(why) < 9);"],
	["a foreign key", "ALTER TABLE ONLY app.mails ADD CONSTRAINT of FOREIGN KEY (id) REFERENCES app.bookings;"],
	["a check that is done at once", "do $$ begin\n  alter table app.mails add check (true);\nend $$;"],
	[
		"what is validated behind the same lock",
		"alter table app.mails add constraint a check (x) not valid;\nalter table app.mails validate constraint a;",
	],
	["an index that is not looked for", "create index told on app.mails (id) where kind = 'x';"],
	["an index that the changelog does not name", "create index if not exists other on app.mails (id);"],
	["another index of that name", "create index if not exists told on app.mails (kind);"],
	["a unique one", "create unique index if not exists told on app.mails (id) where kind = 'x';"],
	[
		"an index on a column that is added",
		"alter table app.mails add column why text;\ncreate index if not exists by_why on app.mails (why);",
	],
	[
		"an index of what a column that is added says",
		"alter table app.mails add column told boolean;\ncreate index if not exists told on app.mails (id) where told;",
	],
])("refused: %s", (_what, text) => {
	expect(refused(text)).toHaveLength(1);
});

test.each([
	[
		"a constraint for what is to come",
		"alter table app.mails add constraint few check (attempts < 9) not valid;",
	],
	["what was added before", "alter table app.mails validate constraint few;"],
	[
		"an index that the changelog names",
		"create index if not exists told\n  on app.mails (id) where kind = 'x';",
	],
	["a column", "alter table app.mails add column checked boolean not null default false, add why text;"],
	[
		"a table of its own",
		"create table app.notes (id uuid, check (true));\ncreate index notes_by_id on app.notes (id);\nalter table app.notes add check (true);",
	],
	[
		"what a function does",
		"create function app.f() returns void language plpgsql as $$ begin create index i on app.mails (id); end $$;",
	],
])("allowed: %s", (_what, text) => {
	expect(refused(text)).toEqual([]);
});
