import { expect, test } from "vitest";
import { languages } from "../../lib/languages/languages.js";
import { newSchool } from "../api/support/school.ts";
import { from, type Heard } from "./support/from.ts";
import { originRequests } from "./support/rig.ts";

const { teachers } = await newSchool();
const teacher = teachers[0]?.handle ?? "";
const langOf = ({ text }: Heard) => text.match(/<html lang="(\w+)"/)?.[1];

test("an edge shows everybody their own language at one address, whatever anybody asks for", async () => {
	const path = `/t/${teacher}`;
	const began = Date.now();
	for (let i = 0; i < 30; i++)
		for (const language of languages) {
			const asked =
				i % 2
					? { headers: { "accept-language": `xx, ${language}` } }
					: { cookie: `firstbell_language=${language}` };
			const page = await from("127.0.2.1", "GET", path, asked);
			expect([page.status, langOf(page)]).toEqual([200, language]);
			// Made up so that the page behind would be another one than the edge believes.
			await from("127.0.2.2", "GET", path, {
				headers: { cookie: "firstbell_language=%66%72", "accept-language": language },
			});
		}
	// Two hundred and forty visits, and a copy of each language once a second.
	const seconds = Math.ceil((Date.now() - began) / 1_000) + 1;
	expect(originRequests(path, began, Date.now())).toBeLessThanOrEqual(languages.length * seconds);
});

test("a page that is not there is whole, and in each language", async () => {
	for (const path of [
		`/t/nobody-${teacher}`,
		`/t/${"a".repeat(70)}`,
		`/b/${"A".repeat(44)}`,
		"/no/such/page",
	])
		for (const language of languages) {
			const page = await from("127.0.2.3", "GET", path, { headers: { "accept-language": language } });
			expect([page.status, langOf(page)], path).toEqual([404, language]);
			expect(page.text, path).toMatch(/<h1[^>]*>(There is|Hier ist|Il n’y a|Aquí no)/);
		}
});
