import compile from "icu-minify/compile";
import format from "icu-minify/format";
import { describe, expect, test } from "vitest";
import { type Language, languages } from "../../lib/languages/languages.js";
import { messagesIn } from "../../lib/languages/messages.ts";

type Node = ReturnType<typeof compile>;

const others = languages.filter((language) => language !== "en");
const said = Object.fromEntries(
	languages.map((language) => [language, new Map(sentences(messagesIn(language)))]),
) as Record<Language, Map<string, string>>;
/** Each sentence in each language. */
const all = languages.flatMap((language) =>
	[...said[language]].map(([place, text]) => [language, place, text] as const),
);

describe("what is said in four languages", () => {
	test.each(others)("%s says all that English says, and nothing else", (language) => {
		expect([...said[language].keys()].sort()).toEqual([...said.en.keys()].sort());
	});

	test("nothing is empty, or begins or ends with a space that its neighbour has to know of", () => {
		const wrong = all.filter(
			([, place, text]) =>
				!text.trim() || (text !== text.trim() && said.en.get(place)?.trim() === said.en.get(place)),
		);
		expect(wrong).toEqual([]);
	});

	test("nothing is left in English by mistake", () => {
		const left = all.filter(
			([language, place, text]) =>
				language !== "en" && text === said.en.get(place) && /\p{L}{3}/u.test(bare(text)) && !same.has(text),
		);
		expect(left.map(([language, place, text]) => `${language} ${place}: ${text}`)).toEqual([]);
	});

	test("each sentence takes what the English one takes, and marks what it marks", () => {
		const wrong = all.filter(([, place, text]) => {
			const [own, english] = [text, said.en.get(place) ?? ""].map(filledIn);
			return own !== english;
		});
		expect(wrong).toEqual([]);
	});

	test("each can be said, whatever the numbers are", () => {
		for (const [language, place, text] of all)
			for (const number of [0, 1, 2, 5, 21, 1_000, 1_000_000]) {
				const words = [spoken(compile(text), language, number)].flat(9).join("");
				expect(words, `${language} ${place}`).toMatch(/\S/);
				expect(words, `${language} ${place}`).not.toMatch(/[{}]|undefined|NaN|\[object/);
			}
	});

	test.each([
		["de", /["“”«»](?=\p{L})|(?<=\p{L})["”«»]/u],
		["fr", /["“”„]/],
		["es", /["“”„]/],
	] as const)("%s has its own quotes", (language, foreign) => {
		expect(
			[...said[language]].filter(([, text]) => foreign.test(bare(text).replace(/„[^„“]*“/g, ""))),
		).toEqual([]);
	});

	test("French has its narrow spaces, and none that breaks, where it wants one", () => {
		const narrow = "\u202f";
		const wrong = [...said.fr].filter(([, text]) => {
			const words = text.replace(
				/https?:\S*|\d\d:\d\d|[\w-]+: [\w-]+\/[\w-]+|\{[^{}]*\}|\b\w+, (?:plural|select),/g,
				"x",
			);
			return (
				/(?<![\u202f\s])[;?!»]/.test(words) ||
				/[\p{L}\d)]:(?=\s|$)/u.test(words) ||
				/[ \u00a0][:;?!»]/.test(words) ||
				new RegExp(`«(?!${narrow})`).test(words)
			);
		});
		expect(wrong).toEqual([]);
	});

	test("apostrophes are typographic: a straight one would hide what stands behind it", () => {
		expect(all.filter(([, , text]) => text.includes("'"))).toEqual([]);
	});
});

/** The same word in both. */
const same = new Set([
	"Name",
	"E-mail",
	"Europe",
	"Asia",
	"Australia",
	"Pages",
	"{count, plural, one {# minute} other {# minutes}}",
]);

function sentences(room: object, path = ""): [place: string, text: string][] {
	return Object.entries(room).flatMap(([key, text]) =>
		typeof text === "string" ? [[path + key, text] as [string, string]] : sentences(text, `${path}${key}.`),
	);
}

/** Without what is filled in. */
function bare(text: string): string {
	return text.replaceAll(/<\/?\w+>/g, "").replaceAll(/\{\w+(, \w+)?\}/g, "");
}

/** The names of its arguments, each with its kind, and of its tags in brackets. */
function takenBy(message: Node): Map<string, number | undefined> {
	const taken = new Map<string, number | undefined>();
	const all = (nodes: unknown) => {
		if (Array.isArray(nodes)) for (const node of nodes) if (Array.isArray(node)) one(node);
	};
	const one = ([name, kind, ...rest]: unknown[]) => {
		if (kind === undefined) taken.set(`${name}`, taken.get(`${name}`));
		else if (typeof kind !== "number" || kind === 0) {
			taken.set(`<${name}>`, undefined);
			all([kind, ...rest]);
		} else {
			taken.set(`${name}`, kind);
			if (isChoice(kind)) for (const branch of Object.values(rest[0] as object)) all(branch);
		}
	};
	all(message);
	return taken;
}

const select = 1;

/** What a sentence is filled with and marks. A case of its own, such as "um" or "am", a language may want that English has not. */
const filledIn = (text: string) =>
	[...takenBy(compile(text))]
		.filter(([, kind]) => kind !== select)
		.map(([name]) => name)
		.sort()
		.join();

const isChoice = (kind: number) => kind <= 3;

/** As a page says it, with something for each argument. */
function spoken(message: Node, language: Language, number: number): unknown {
	const values = [...takenBy(message)].map(([name, kind]) => {
		if (name.startsWith("<")) return [name.slice(1, -1), (chunks: unknown) => chunks];
		if (kind === undefined || kind === select) return [name, "other"];
		return [name, kind > 4 ? new Date(0) : number];
	});
	return format(message, language, Object.fromEntries(values), { formatters, timeZone: "UTC" });
}

const formatters: Parameters<typeof format>[3]["formatters"] = {
	getNumberFormat: (...how) => new Intl.NumberFormat(...how),
	getDateTimeFormat: (...how) => new Intl.DateTimeFormat(...how),
	getPluralRules: (...how) => new Intl.PluralRules(...how),
};
