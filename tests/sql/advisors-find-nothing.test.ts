import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accepted, advisors } from "../support/advisors.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin } = await ownDatabase();
beforeEach(() => admin.query("begin"));
afterEach(() => admin.query("rollback"));

async function found(rule: string): Promise<string[]> {
	const { rows } = await admin.query<{ found: string }>(advisors[rule] ?? "");
	return rows.map((row) => row.found).sort();
}

// Openings are few, and one of them names a teacher or a type that is not deleted meanwhile.
const few = ["app.openings.openings_appointment_type_id_fkey", "app.openings.openings_teacher_id_fkey"];

test.each(Object.keys(advisors))("%s: nothing", async (rule) => {
	expect(await found(rule)).toEqual(rule === "unindexed_foreign_keys" ? few : []);
});

describe("and there would be something", () => {
	const slips: Record<string, string> = {
		unindexed_foreign_keys:
			"create table app.slips (id int primary key, school uuid references app.schools on delete cascade)",
		auth_users_exposed:
			"create schema if not exists auth; create table if not exists auth.slips (id int); create view app.slips as select id from auth.slips",
		no_primary_key: "create table app.slips (id int)",
		duplicate_index: "create index slip on app.schools (handle); create index slip2 on app.schools (handle)",
		security_definer_view: "create view api.slips as select 1 as one",
		function_search_path_mutable: "alter function api.find_teachers(text) reset search_path",
		rls_disabled_in_public: "create table app.slips (id int primary key)",
		rls_policy_always_true: "create policy slip on app.mails using (true)",
		extension_in_public: "create extension if not exists citext schema public",
		materialized_view_in_api: "create materialized view app.slips as select 1 as one",
		foreign_table_in_api:
			"create foreign data wrapper slip; create server slip foreign data wrapper slip; create foreign table app.slips (id int) server slip",
		unsupported_reg_types: "create table app.slips (id int primary key, of regproc)",
		security_definer_function_executable: "grant execute on function api.find_teachers(text) to anon",
		exposed_table: "grant select on app.mails to authenticated",
	};

	test.each(Object.keys(advisors))("%s", async (rule) => {
		const before = await found(rule);
		await admin.query(slips[rule] ?? "");
		expect((await found(rule)).length).toBeGreaterThan(before.length);
	});

	test("a function of app that another may call, since its path is theirs", async () => {
		await admin.query("grant execute on function app.refuse(text, text) to firstbell_server");
		expect(await found("function_search_path_mutable")).toEqual(["app.refuse(text,text)"]);
	});
});

const published = process.env.SPLINTER_SQL;
test.skipIf(!published)("the published lints find nothing but what is accepted", async () => {
	const [, ...lints] = readFileSync(published ?? "", "utf8").split(/^\($/m);
	await admin.query("set local search_path = ''");
	const said: string[] = [];
	for (const lint of lints) {
		await admin.query("savepoint lint");
		// Some look at what only the hosted database has.
		const rows = await admin.query(lint.replace(/\)\s*(union all)?\s*;?\s*$/, "")).then(
			(answer) => answer.rows,
			() => [],
		);
		await admin.query("rollback to lint");
		said.push(...rows.filter(({ name }) => !accepted.has(name)).map(({ detail }) => detail));
	}
	expect(lints.length).toBeGreaterThan(20);
	expect(said).toEqual([]);
});
