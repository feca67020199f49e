import fc from "fast-check";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { log } from "../../lib/log.ts";
import { errorFacts, unnamed } from "../../lib/unnamed.ts";

describe("a text", () => {
	test.each([
		["mail to ada.palmer+x@home.example, now", "mail to …, now"],
		["<Ünal@schule.example>", "<…>"],
		["postgres://server:password@db.example/x", "postgres://server:…/x"],
		[`/b/${"aB3_-".repeat(9)}`, "/b/…"],
		["at node_modules/@opentelemetry/api/index.js:1:2", "at node_modules/@opentelemetry/api/index.js:1:2"],
		["mail 0b6c2f5e-8d3f-4a55-9a4e-1f0f6e1d2c3b", "mail 0b6c2f5e-8d3f-4a55-9a4e-1f0f6e1d2c3b"],
	])("%s is told without whom it is about", (text, told) => {
		expect(unnamed(text)).toBe(told);
	});

	test("of any length is read in no time", () => {
		fc.assert(
			fc.property(fc.constantFrom("a", "@", "a@", "@a", '"', "a.", "“"), fc.nat(60_000), (piece, times) => {
				const began = performance.now();
				errorFacts(new Error(piece.repeat(times)));
				expect(performance.now() - began).toBeLessThan(500);
			}),
			{ numRuns: 60 },
		);
	});
});

describe("an error", () => {
	const ofPostgres = (message: string, code: string, more = {}) =>
		Object.assign(new pg.DatabaseError(message, 0, "error"), { severity: "ERROR", code, ...more });

	test.each<[string, Error, string]>([
		[
			"of a library, which quotes what it was given",
			wrongJson("Ada Palmer, who"),
			"Unexpected token 'A', \"…\"... is not valid JSON",
		],
		["of Postgres about a value", ofPostgres('invalid input syntax for type uuid: "Ada"', "22P02"), "…"],
		["of Postgres raised with words of somebody", ofPostgres("Ada is not here", "P0001"), "…"],
		[
			"of Postgres about a row, with its law's name",
			ofPostgres('new row violates check constraint "ends"', "23514", { detail: "(Ada)", where: "SQL\nAda" }),
			'new row violates check constraint "ends"',
		],
		[
			"of the language",
			new TypeError("x is not a function (reading 'name')"),
			"x is not a function (reading 'name')",
		],
	])("%s", (_what, error, message) => {
		const facts = errorFacts(error);
		expect(JSON.stringify(facts)).not.toContain("Ada");
		if (message.includes("valid JSON")) expect(facts.message).toMatch(/…/);
		else expect(facts.message).toBe(message);
	});

	test("tells what caused it, and where", () => {
		const cause = Object.assign(new Error("connect to ada@home.example"), { code: "ECONNREFUSED" });
		const facts = errorFacts(new Error("fetch failed", { cause }));
		expect(facts.cause).toBe("Error ECONNREFUSED connect to …");
		expect(facts.stack).toMatch(/^\s+at .*what-is-told/);
	});
});

describe("a line", () => {
	const said: string[] = [];
	beforeEach(() => {
		for (const level of ["info", "warn", "error"] as const)
			vi.spyOn(console, level).mockImplementation((line) => void said.push(line));
	});
	afterEach(() => {
		said.length = 0;
		vi.restoreAllMocks();
		vi.unstubAllEnvs();
	});

	test("is JSON in production, with its level, its time, what and by which code", () => {
		vi.stubEnv("NODE_ENV", "production");
		log("info", "POST /api/holds", { code: "TAKEN", status: 409 });
		log("error", "mail not sent", { to: "ada@home.example" });
		expect(said.map((line) => JSON.parse(line))).toEqual([
			{ level: "info", time: expect.any(String), what: "POST /api/holds", code: "TAKEN", status: 409 },
			{ level: "error", time: expect.any(String), what: "mail not sent", to: "…" },
		]);
	});

	test("is words elsewhere, and none of what went well", () => {
		log("info", "POST /api/holds", { status: 201 });
		log("warn", "mail not sent", { mail: 7, code: "ETIMEDOUT" });
		expect(said).toEqual(["mail not sent: mail 7, ETIMEDOUT"]);
	});

	test("is as it was asked for, and not below what is to be told", () => {
		vi.stubEnv("LOG_FORMAT", "json");
		vi.stubEnv("LOG_LEVEL", "error");
		log("warn", "one");
		log("error", "other");
		expect(said.map((line) => JSON.parse(line).what)).toEqual(["other"]);
	});
});

function wrongJson(text: string): Error {
	try {
		return JSON.parse(text);
	} catch (error) {
		return error as Error;
	}
}
