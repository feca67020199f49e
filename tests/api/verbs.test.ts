import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rows } from "./support/school.ts";

test("each verb that lib calls is one of api.*, with as many arguments, and none is left uncalled", async () => {
	const called = globSync("lib/**/*.ts").flatMap((file) => callsIn(readFileSync(file, "utf8")));
	// What is kept says so in its comment: the release before calls it (docs/upgrading.md).
	const declared = await rows<{ verb: string }>(
		`select format('%s(%s)', proname, pronargs) as verb from pg_proc where pronamespace = 'api'::regnamespace
			and coalesce(obj_description(oid, 'pg_proc'), '') not like 'Kept for builds before %'`,
	);
	expect([...new Set(called)].sort()).toEqual(declared.map(({ verb }) => verb).sort());
});

test("the reader of calls counts what it should", () => {
	expect(callsIn(`await call<A[]>("a_b", f(x, [y, z]), { a: 1 }, "c, d",\n\t);\ncall("e")`)).toEqual([
		"a_b(3)",
		"e(0)",
	]);
});

/** `call<…>("verb", a, b)` becomes `verb(2)`; so does what only reads, or is asked of either. */
function callsIn(source: string): string[] {
	return [...source.matchAll(/\b(?:call|callApart|read|readApart|ask)(?:<[^()]*>)?\(\s*"(\w+)"/g)].map(
		(match) => {
			const given = [""];
			let depth = 0;
			for (const sign of source.slice(match.index + match[0].length).replace(/"[^"\n]*"/g, "text")) {
				if (sign === ")" && depth === 0) break;
				if ("([{".includes(sign)) depth++;
				else if (")]}".includes(sign)) depth--;
				if (sign === "," && depth === 0) given.push("");
				else given[given.length - 1] += sign;
			}
			// Before the first comma stands the verb, and after the last perhaps nothing.
			return `${match[1]}(${given.slice(1).filter((argument) => argument.trim()).length})`;
		},
	);
}
