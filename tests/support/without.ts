import type pg from "pg";
import { expect } from "vitest";

/** A function, by its name and where there are two of it its arguments, as it is, but for some words of it: for a negative control. */
export async function without(
	on: pg.Client,
	name: string,
	...changes: [words: string, others: string][]
): Promise<void> {
	const kind = name.includes("(") ? "regprocedure" : "regproc";
	const { rows } = await on.query(`select pg_get_functiondef($1::${kind}) as source`, [name]);
	let source: string = rows[0].source;
	for (const [words, others] of changes) {
		expect(source).toContain(words);
		source = source.replace(words, others);
	}
	await on.query(source);
}
