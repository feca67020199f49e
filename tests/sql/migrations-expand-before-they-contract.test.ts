import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { previousRelease } from "../../stack/upgrade/releases.ts";
import { brokenContracts, type Migration } from "../support/contracts.ts";

const folder = join("supabase", "migrations");
const migrations: Migration[] = readdirSync(folder)
	.sort()
	.map((file) => ({ name: file.replace(/\.sql$/, ""), text: readFileSync(join(folder, file), "utf8") }));
const { newestMigration } = previousRelease();

test("no migration takes away what a build of the release before may still ask for", () => {
	expect(brokenContracts(migrations, newestMigration)).toEqual([]);
});

test("the reader of migrations finds what older ones took away, before there was a release to get along with", () => {
	const found = brokenContracts(migrations, "0");
	expect(found).toContainEqual(
		"20261125090000_openings.sql:7 drops a function, which the release before may still ask for",
	);
	expect(found.length).toBeGreaterThan(20);
});

const released: Migration = { name: "20270101000000_expand", text: "create function api.new_way() …;" };
const later: Migration = { name: "20270301000000_expand_late", text: "" };
const broken = (text: string) =>
	brokenContracts([released, later, { name: "20270301010000_contract", text }], "20270201000000");

test.each([
	["a function", "drop function api.book_slot(text);"],
	["a function, in capitals and over lines", "DROP\n  FUNCTION IF EXISTS api.book_slot (text);"],
	["the second statement of a line", "select 1; drop function api.book_slot(text);"],
	["a column", "alter table app.bookings drop column name;"],
	[
		"a column beside one that is added",
		"alter table app.bookings\n  add column a text,\n  drop column name;",
	],
	["a column, without that word", "alter table app.bookings drop name;"],
	["a table", "drop table app.waits;"],
	["a name", "alter table app.bookings rename column name to called;"],
	["a function's name", "alter function api.book_slot(text) rename to book;"],
	["a type of a column", "alter table app.bookings alter column moves type bigint;"],
	["a type", "drop type app.mail_kind;"],
	["a right", "revoke execute on function api.book_slot(text) from firstbell_server;"],
	[
		"what only a comment elsewhere allows",
		"-- contract: 20270101000000_expand\nselect 1;\ndrop table app.waits;",
	],
	["what an unknown one allows", "-- contract: 20261231000000_nothing\ndrop table app.waits;"],
	["what is expanded in the same release", "-- contract: 20270301000000_expand_late\ndrop table app.waits;"],
])("refused: %s", (_what, text) => {
	expect(broken(text)).toHaveLength(1);
});

test.each([
	[
		"what was expanded a release before",
		"-- Nobody asks for it.\n-- contract: 20270101000000_expand\ndrop table app.waits;",
	],
	[
		"what is only spoken of",
		"-- drop function api.book_slot(text);\n/* drop table app.waits; */ select 'drop table x;';",
	],
	[
		"what a function's body does",
		"create function app.f() returns void language plpgsql as $$ begin drop table x; end $$;",
	],
	["a constraint", "alter table app.bookings drop constraint bookings_check;"],
	["a default", "alter table app.bookings alter column moves drop default;"],
	["an index and a trigger", "drop index app.bookings_by_booker; drop trigger t on app.bookings;"],
	["what is added", "alter table app.bookings add column dropped boolean not null default false;"],
])("allowed: %s", (_what, text) => {
	expect(broken(text)).toEqual([]);
});
