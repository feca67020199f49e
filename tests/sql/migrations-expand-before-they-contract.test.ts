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

test("a line that is named is that of what is done, within a block as well", () => {
	expect(broken("select 1;\ndo $$\nbegin\n  perform 1;\n  drop table app.waits;\nend $$;")).toEqual([
		"20270301010000_contract.sql:5 drops what others may use, which the release before may still ask for",
	]);
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
	["what is done at once", "do $$ begin\n  drop function api.book_slot(text);\nend $$;"],
	[
		"what is done at once in a branch",
		"do $x$ begin if true then perform 1; drop table app.waits; end if; end $x$;",
	],
	["the first of a loop", "do $$ begin for r in select 1 loop drop table app.waits; end loop; end $$;"],
	["what is put together at once", "do $$ begin execute format('drop function %s', f); end $$;"],
	[
		"what is done at once in plain quotes",
		"do language plpgsql 'begin execute ''drop table app.waits''; end';",
	],
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
		"what was expanded a release before, and goes at once",
		"-- contract: 20270101000000_expand\ndo $$ begin drop table app.waits; end $$;",
	],
	[
		"what is done at once, and takes nothing away",
		"do $$ begin if exists (select) then execute format('revoke temporary on database %I from public', 'drop table x'); end if; end $$;",
	],
	[
		"a function that is made at once",
		"do $$ begin create function app.f() returns void language plpgsql as $f$ begin drop table x; end $f$; end $$;",
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
