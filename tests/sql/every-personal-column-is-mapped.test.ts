import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { aboutNobody } from "../support/about-nobody.ts";
import { ownDatabase } from "../support/own-database.ts";

const { admin } = await ownDatabase();
const text = readFileSync("docs/privacy.md", "utf8");
const chapter = /## Column by column\n(.*?)\n## /s.exec(text)?.[1] ?? "";
const rows = [...chapter.matchAll(/^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
	([, table = "", columns = "", ...told]) => ({
		columns: [...columns.matchAll(/`(\w+)`/g)].map(([, column]) => `${table}.${column}`),
		told,
	}),
);
const mapped = rows.flatMap(({ columns }) => columns);
const spared = Object.entries(aboutNobody).flatMap(([table, columns]) =>
	columns.map((column) => `${table}.${column}`),
);

/** Every column that can hold what somebody wrote or is called by: all but numbers, times, truths, ids and spans of these. */
async function wordy(): Promise<string[]> {
	const { rows } = await admin.query<{ name: string }>(`
		select c.relname || '.' || a.attname as name from pg_attribute a
		join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and c.relnamespace = 'app'::regnamespace
		join pg_type t on t.oid = a.atttypid
		left join pg_type base on base.oid = coalesce(nullif(t.typelem, 0), nullif(t.typbasetype, 0), t.oid)
		where a.attnum > 0 and not a.attisdropped and (base.typcategory in ('S', 'E') or base.typname in ('json', 'jsonb', 'bytea', 'xml', 'inet', 'cidr', 'point')
			or t.typname in ('json', 'jsonb', 'bytea', 'xml', 'inet', 'cidr', 'point'))
		order by 1`);
	return rows.map(({ name }) => name);
}

test("each column that could tell of a person is in docs/privacy.md, or is said to tell of nobody", async () => {
	const all = await wordy();
	expect(all.length).toBeGreaterThan(60);
	expect(all.filter((name) => !mapped.includes(name) && !spared.includes(name))).toEqual([]);
});

test("what is mapped or spared is there, once", async () => {
	const { rows } = await admin.query<{ name: string }>(
		"select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'app'",
	);
	const there = new Set(rows.map(({ name }) => name));
	expect([...mapped, ...spared].filter((name) => !there.has(name))).toEqual([]);
	expect(new Set([...mapped, ...spared]).size).toBe(mapped.length + spared.length);
});

test("each says of whom it is, why, who sees it and how it goes", () => {
	expect(rows.length).toBeGreaterThan(15);
	for (const { columns, told } of rows) {
		expect(told, columns.join()).toHaveLength(4);
		for (const each of told) expect(each, columns.join()).toMatch(/\w{3}/);
	}
});

test("every term that the database forgets by is in the doc", async () => {
	const { rows } = await admin.query<{ kind: string; days: number }>(
		`select kind, extract(epoch from app.retention_of(kind))::integer / 86400 as days
		from unnest('{booking,answer,mail,hold,invitation,wait,page,trail}'::text[]) as kind`,
	);
	for (const { kind, days } of rows) {
		const said = days > 1000 ? "3 years" : `${days} days`;
		expect(text, kind).toMatch(new RegExp(`^\\|.*\\b${said}\\b.*\\|$`, "m"));
	}
});

test("a new column for what somebody is called fails until it is mapped", async () => {
	const before = await wordy();
	for (const column of [
		"phone text",
		"nickname app.person_name",
		"notes jsonb",
		"tags text[]",
		"seen_from inet",
		"face bytea",
	]) {
		await admin.query("begin");
		await admin.query(`alter table app.bookings add column ${column}`);
		const after = await wordy();
		await admin.query("rollback");
		expect(
			after.filter((name) => !before.includes(name)),
			column,
		).toHaveLength(1);
	}
});
