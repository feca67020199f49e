import ICAL from "ical.js";
import { describe, expect, test } from "vitest";
import { type Language, languages } from "../../lib/languages/languages.js";
import { kinds } from "../../lib/mail/kinds.ts";
import { previewFile, previews } from "../../lib/mail/previews/previews.ts";
import { ask } from "./support/ask.ts";
import { rows } from "./support/school.ts";

const foreign = languages.filter((language) => language !== "en");
const named = previews.map((preview) => [preview.name, preview] as const);
const ofBookers = named.filter(([name]) => name.startsWith("booker."));

/** What each is sure to say in each of its mails, and none of the others. */
const telltales: Record<Language, RegExp> = {
	en: /\b(your|you|the|is|are|this|with|nothing)\b/i,
	de: /(^|[^\p{L}])(Sie|Ihre?|Ihren|und|ist|mit|Guten Tag)([^\p{L}]|$)/u,
	fr: /(^|[^\p{L}])(vous|votre|vos|avec|est|Bonjour|du|la)([^\p{L}]|$)/u,
	es: /(^|[^\p{L}])(tu|tus|está|es|Hola|con|las|puedes)([^\p{L}]|$)/u,
};
// Whose words these are is no fault of the language.
const ownWords = /\S+:\/\/\S+|\S+@\S+|Firstbell|Which class\?/g;

/** What is read of a form, without what marks it up. */
const plain = (html: string) =>
	html
		.replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, " ")
		.replace(/&(amp|lt|gt|quot|#39);/g, (_sign, name: string) => entities[name] ?? "");
const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const words = (text: string) => text.replace(/\S+:\/\/\S+/g, "").match(/[\p{L}\p{N}]+/gu) ?? [];

test("every kind that the database knows has a preview in every language, and a teacher’s in English", async () => {
	const [known] = await rows<{ kinds: string[] }>("select enum_range(null::app.mail_kind)::text[] as kinds");
	expect([...kinds.booker].sort()).toEqual(known?.kinds.sort());
	for (const kind of kinds.booker)
		for (const language of languages)
			expect(
				ofBookers.filter(([name]) => name.startsWith(`booker.${kind}.`) && name.endsWith(`.${language}`))
					.length,
			).toBeGreaterThan(0);
	for (const kind of kinds.teacher)
		expect(named.filter(([name]) => name.startsWith(`teacher.${kind}.`)).length).toBeGreaterThan(0);
	expect(named.filter(([name]) => name.startsWith("teacher.") && !name.endsWith(".en"))).toEqual([]);
});

describe.each(named)("%s", (_name, { language, compose }) => {
	test("is in that language and in no other, its subject and its file, too", () => {
		const { subject, text, html, calendar } = compose();
		expect(html).toContain(`<html lang="${language}">`);
		expect(text).toMatch(telltales[language]);
		if (language !== "en")
			for (const said of [subject, text, plain(html), calendar?.text.replaceAll("\r\n ", "") ?? ""])
				expect(said.replace(ownWords, "").match(telltales.en)).toBeNull();
		// A key that has no words would stand there by its name.
		for (const said of [subject, text, html]) expect(said).not.toMatch(/\bmails\.|undefined|\{\w+\}/);
	});

	test("says the same as text and as HTML", () => {
		const { text, html } = compose();
		const body = plain(html.slice(html.indexOf("<body")));
		const shown = new Set(words(body));
		expect(words(text.replace(/^> /gm, "")).filter((word) => !shown.has(word))).toEqual([]);
		const links = (form: string) => [...new Set(form.match(/https?:\/\/[^\s"<]+/g))].sort();
		expect(links(html.replaceAll("&amp;", "&"))).toEqual(links(text));
	});

	test("has spaces before its signs where French has them, and nowhere else", () => {
		const { subject, text } = compose();
		const said = `${subject}\n${text}`.replace(ownWords, "");
		if (language === "fr") {
			expect(said.match(/[^\u202f\s](?=[:;?!»])(?!:\d\d)(?!:[+\d])/gu)).toBeNull();
			expect(said.match(/«[^\u202f]/u)).toBeNull();
		} else expect(said.match(/[ \u00a0\u202f][:;?!»]/u)).toBeNull();
		if (language === "de") expect(said).not.toMatch(/[“"](?=\p{L})/u);
	});
});

describe.each(ofBookers.filter(([, { compose }]) => compose().calendar))(
	"the file of %s",
	(_name, preview) => {
		test("is read by another program, its lines folded at 75 bytes and no letter torn", () => {
			const { calendar } = preview.compose();
			const lines = calendar?.text.split("\r\n") ?? [];
			expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
			expect(calendar?.text).not.toContain("\ufffd");
			const read = new ICAL.Component(ICAL.parse(calendar?.text ?? ""));
			const [event] = read.getAllSubcomponents("vevent");
			const { summary, description } = new ICAL.Event(event as ICAL.Component);
			expect(summary).toMatch({ en: / with /, de: / mit /, fr: / avec /, es: / con / }[preview.language]);
			expect(description).toMatch(
				{ en: /See, /, de: /Ansehen, /, fr: /Voir, /, es: /Ver, / }[preview.language],
			);
			expect(read.getFirstPropertyValue("prodid")).toMatch(
				new RegExp(`//${preview.language.toUpperCase()}$`),
			);
		});
	},
);

test("a long name with umlauts is folded between its letters", () => {
	const { calendar } = previews.find(({ name }) => name === "booker.confirmed.alone.de")?.compose() ?? {};
	expect(calendar?.text.replaceAll("\r\n ", "")).toContain("Mathematik für Fortgeschrittene mit Frau Öztürk");
});

describe("the mailbox of one machine", () => {
	test("shows how every kind looks in every language", async () => {
		const page = await ask("GET", "/dev/mail/previews");
		expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
		for (const [name] of named) expect(page.text).toContain(`/dev/mail/previews/${name}.html`);
		expect((await ask("GET", "/dev/mail")).text).toContain("/dev/mail/previews");
	});

	test.each(["html", "txt", "ics"])("shows one as %s", async (form) => {
		for (const language of foreign) {
			const file = `booker.confirmed.alone.${language}.${form}`;
			const said = await ask("GET", `/dev/mail/previews/${file}`);
			expect([said.status, said.headers.get("content-type")]).toEqual([200, previewFile(file)?.type]);
			expect(said.text).toMatch({ de: /Öztürk/, fr: /Benoît/, es: /Ibáñez/ }[language as "de" | "fr" | "es"]);
		}
	});

	test.each([
		"booker.mine.alone.de.ics",
		"booker.mine.alone.it.html",
		"x",
		"../index.html",
		"booker.mine.html",
	])("has no %s", async (file) => {
		const said = await ask("GET", `/dev/mail/previews/${encodeURIComponent(file)}`);
		expect(said.status).toBe(404);
	});
});
