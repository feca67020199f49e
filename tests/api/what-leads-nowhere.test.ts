import { expect, test } from "vitest";
import { languages } from "../../lib/languages/languages.js";
import { ask } from "./support/ask.ts";

const headings = {
	en: "There is nothing here",
	de: "Hier ist nichts",
	fr: "Il n’y a rien ici",
	es: "Aquí no hay nada",
};

test.each([
	"/no-such-page",
	"/no/such/page",
	"/nothing-here",
	"/de",
	"/de/mine",
	"/xx/mine",
	`/t/${"a".repeat(61)}`,
	`/embed/t/${"a".repeat(61)}`,
	`/team/${"a".repeat(61)}`,
	`/opening/${"0".repeat(40)}`,
	`/b/${"A".repeat(44)}`,
	"/b/x",
	`/b/${"A".repeat(44)}/cancel`,
	"/decide/x",
	"/wait/x",
	"/mails/x",
	"/mine/x",
	"/t/%E0",
	"/t/nobody-of-this-name",
	"/embed/t/nobody-of-this-name",
	"/team/nobody-of-this-name",
	"/opening/00000000-0000-4000-8000-000000000000",
	"/desk/no-such-room",
])("%s is a 404, whole without a script, in the language of who asks", async (path) => {
	for (const language of languages) {
		const said = await ask("GET", path, { headers: { "accept-language": language } });
		const own = path.startsWith("/desk") ? "en" : language;
		expect([said.status, said.text.match(/<html lang="(\w+)"/)?.[1]], path).toEqual([404, own]);
		// Not in what only a script reads.
		expect(said.text.replaceAll(/<script.*?<\/script>/gs, ""), path).toContain(`${headings[own]}</h1>`);
		expect(said.text, path).toContain('<meta name="robots" content="noindex"/>');
		// No edge keeps a copy for each; where an address may become a page's, for no longer than the page.
		expect(said.headers.get("cache-control"), path).toMatch(/no-store|s-maxage=1,/);
	}
});
