import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asksFor, languageOf, languages } from "../../lib/languages/languages.js";
import { wayBack } from "../../lib/languages/way-back.ts";
import { languageTags } from "../support/language-tags.ts";

describe("whose language it is", () => {
	test.each([
		[undefined, "de-DE,de;q=0.9,en;q=0.8", "de"],
		[undefined, "it-IT, fr;q=0.7, en;q=0.3", "fr"],
		[undefined, "es-419,es;q=0.9", "es"],
		[undefined, "den,est,french", "en"],
		[undefined, "*", "en"],
		[undefined, "", "en"],
		[undefined, undefined, "en"],
		["fr", "de", "fr"],
		["it", "de", "de"],
		["FR", "es", "es"],
	])("chosen %s, asked %s: %s", (chosen, accepted, language) => {
		expect(languageOf(chosen, accepted)).toBe(language);
	});

	test("at most one pattern fits, and the first of ours that is asked for decides", () => {
		const tag = fc.oneof(fc.constantFrom(...languageTags), fc.string({ maxLength: 6 }));
		fc.assert(
			fc.property(
				fc.array(tag, { maxLength: 8 }),
				fc.constantFrom(",", ", ", " , ", ",,", ",  "),
				(tags, comma) => {
					const header = tags
						.join(comma)
						.replaceAll(/[\r\n]/g, "")
						.trim();
					const fits = languages.filter((each) => new RegExp(asksFor(each)).test(header));
					expect(fits.length).toBeLessThanOrEqual(1);
					const first = header
						.split(",")
						.map((each) => each.replace(/^ +/, ""))
						.map((each) => languages.find((own) => new RegExp(`^${own}(?![a-z])`).test(each)))
						.find(Boolean);
					expect(languageOf(undefined, header)).toBe(first ?? "en");
				},
			),
			{ numRuns: 2_000 },
		);
	});

	test("a long header is read at once, whatever is in it", () => {
		const began = performance.now();
		for (const part of ["x,  ", " ,", ",", "en-", "d,e,", "x ,\t ", "enn, "])
			for (const language of languages) new RegExp(asksFor(language)).test(part.repeat(16_000 / part.length));
		expect(performance.now() - began).toBeLessThan(500);
	});
});

describe("the way back", () => {
	const origin = "https://book.example.org";
	test.each([
		["/t/ada?type=lesson", null, "/t/ada?type=lesson"],
		["/t/ada?type=lesson#at=x", null, "/t/ada?type=lesson#at=x"],
		["", `${origin}/find?q=x`, "/find?q=x"],
		["", null, "/"],
		["", "https://evil.example/t/ada", "/"],
		["https://evil.example/", null, "/"],
		["//evil.example", null, "/"],
		["/\\evil.example", null, "/"],
		["/.//evil.example", null, "/"],
		["/\t/evil.example", null, "/"],
		["javascript:alert(1)", null, "/"],
		["data:,x", null, "/"],
		["/api/calendars/x", null, "/"],
		["not a path", null, "/not%20a%20path"],
		[`/${"\r\n"}Location: x`, null, "/Location:%20x"],
	])("%j from %j leads to %s", (back, from, path) => {
		expect(wayBack(back, from, origin)).toBe(path);
	});

	test("is a path of ours, whatever was made up", () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 30, unit: fc.constantFrom(..."/\\.:@?#\t\n abc%2f") }), (text) => {
				const path = wayBack(text, text, origin);
				expect(new URL(path, origin).origin).toBe(origin);
				expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
			}),
			{ numRuns: 5_000 },
		);
	});
});
