import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { breakages } from "../../stack/rehearsal/faults/faults.ts";

const text = readFileSync("docs/security.md", "utf8");
const rows = [...text.matchAll(/^\| (?!promise|what|fault|-)([^|]+) \| (.+) \|$/gm)].map(
	([, promise = "", by = ""]) => ({
		promise,
		tests: namedIn(by),
		faults: [...by.matchAll(/fault `([\w-]+)`/g)].map(([, fault = ""]) => fault),
	}),
);

/** Of one cell its tests: file and sentence. */
function namedIn(cell: string): [file: string, sentence: string][] {
	return [...cell.matchAll(/`(tests\/[^`]+)`: “([^”]+)”/g)].map(([, file = "", sentence = ""]) => [
		file,
		sentence,
	]);
}

/** Whether a file has a test, or a table of them, by that very sentence; what it takes is not looked at. */
function has(file: string, sentence: string): boolean {
	if (!existsSync(file)) return false;
	const source = readFileSync(file, "utf8");
	return ['"', "`"].some((quote) =>
		new RegExp(
			`(\\(\\s*|,\\s*)${quote}${sentence.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${quote},?\\s*(async\\b|\\(|\\{|_|by\\b)`,
		).test(source),
	);
}

test("docs/security.md has a row for each promise, and each names what proves it", () => {
	expect(rows.length).toBeGreaterThan(40);
	for (const { promise, tests, faults } of rows)
		expect(tests.length + faults.length, promise).toBeGreaterThan(0);
});

describe.each(rows)("$promise", ({ tests, faults }) => {
	test.each([...tests, ...faults.map((fault): [string, string] => ["fault", fault])])(
		"%s: %s",
		(file, sentence) => {
			expect(file === "fault" ? Object.hasOwn(breakages, sentence) : has(file, sentence)).toBe(true);
		},
	);
});

test("every fault that can be rehearsed is in the table", () => {
	const named = new Set(rows.flatMap(({ faults }) => faults));
	expect(Object.keys(breakages).filter((fault) => !named.has(fault))).toEqual([]);
});

test("files that are named beside a sentence are there, too", () => {
	for (const [, file = ""] of text.matchAll(/`(tests\/[^`]+)`/g)) expect(existsSync(file), file).toBe(true);
});

test("a test that was renamed, or only talked about, is not there", () => {
	expect(has("tests/api/links.test.ts", "a dump of the whole database opens no booking")).toBe(true);
	expect(has("tests/api/links.test.ts", "a dump of the whole database opens a booking")).toBe(false);
	expect(has("tests/api/no-such.test.ts", "a dump of the whole database opens no booking")).toBe(false);
	expect(has("tests/api/every-promise-has-its-test.test.ts", "opens no booking")).toBe(false);
});
