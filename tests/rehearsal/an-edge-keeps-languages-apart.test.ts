import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languageCookie, languageOf, languages } from "../../lib/languages/languages.js";
import nextConfig from "../../next.config.js";
import { type Edge, edge } from "../../stack/rehearsal/edge.ts";
import { languageMaps, saidLanguage } from "../../stack/rehearsal/languages.ts";
import { whyNoRehearsal } from "../../stack/rehearsal/programs.ts";
import { languageTags } from "../support/language-tags.ts";

const why = whyNoRehearsal();
const folder = mkdtempSync(join(tmpdir(), "firstbell-languages-"));
let origin: Server;
let front: Edge;
let port = 0;

beforeAll(async () => {
	if (why) return;
	// As Next reads what comes: the first of a cookie's name, with its escapes undone, then the header.
	origin = createServer((asked, answer) => {
		const cookie = /(?:^|;\s*)firstbell_language=([^;]*)/.exec(asked.headers.cookie ?? "")?.[1];
		const language = languageOf(cookie && decodeURIComponent(cookie), asked.headers["accept-language"]);
		answer.setHeader("x-accel-expires", "60");
		answer.setHeader("x-cookies", asked.headers.cookie ?? "");
		answer.end(language);
	});
	await new Promise<void>((up) => origin.listen(0, "127.0.0.1", up));
	const originPort = (origin.address() as AddressInfo).port;
	port = await freePort();
	front = edge({ folder, port, originPort });
	await front.start();
});

afterAll(async () => {
	await front?.stop();
	origin?.close();
	rmSync(folder, { recursive: true, force: true });
});

const tags = fc.oneof(
	fc.constantFrom(...languageTags, "DE"),
	fc.string({ maxLength: 5, unit: fc.constantFrom(..."aden-;=., \t*") }),
);
const header = fc
	.tuple(fc.array(tags, { maxLength: 6 }), fc.constantFrom(",", ", ", " , ", ",,"))
	.map(([each, comma]) => each.join(comma).trim());
const cookie = fc.constantFrom(
	undefined,
	...languages,
	"DE",
	"it",
	"",
	"%64%65",
	'"de"',
	"de; firstbell_language=fr",
	"dede",
);

test.skipIf(why)("whatever is asked for, an edge keeps by the language that is decided on", async () => {
	await fc.assert(
		fc.asyncProperty(header, cookie, async (accepted, chosen) => {
			const path = `/t/${crypto.randomUUID()}`;
			const cookies = chosen === undefined ? "other=1" : `${languageCookie}=${chosen}`;
			const { text } = await ask(path, { "accept-language": accepted, cookie: cookies });
			// Only what a choice of ours writes counts as chosen.
			const language = languageOf(chosen?.split(";")[0], accepted);
			expect(text, `${cookies} | ${accepted}`).toBe(language);
			// Whoever is next gets their own, and no copy of this one.
			for (const each of languages) {
				expect((await ask(path, { "accept-language": each })).text).toBe(each);
				expect(
					(await ask(path, { cookie: `${languageCookie}=${each}`, "accept-language": accepted })).text,
				).toBe(each);
			}
		}),
		{ numRuns: 150 },
	);
});

test.skipIf(why)("and next.config.js, whose rewrites lead there, agrees with both", async () => {
	const { rewrites } = nextConfig as unknown as { rewrites: () => Promise<{ afterFiles: Rewrite[] }> };
	const { afterFiles } = await rewrites();
	fc.assert(
		fc.property(header, cookie, (accepted, chosen) => {
			const value = chosen?.split(";")[0];
			const fits = ({ has = [] }: Rewrite) =>
				has.every((each) => {
					const asked = each.type === "cookie" ? value : accepted;
					return asked !== undefined && new RegExp(`^${each.value}$`).test(asked);
				});
			const rewrite = afterFiles.filter(({ source }) => source.includes("?!")).find(fits);
			expect(rewrite?.destination).toBe(`/${languageOf(value, accepted)}/:path*`);
		}),
		{ numRuns: 1_000 },
	);
});

test.skipIf(why)(
	"what is the same in each language is kept once, and cookies of others go along",
	async () => {
		const path = "/api/slots/ada/lesson/2026-W48";
		const first = await ask(path, { "accept-language": "de", cookie: "firstbell_device=x" });
		expect(first.headers["x-cookies"]).toBe("firstbell_language=de; firstbell_device=x");
		expect((await ask(path, { "accept-language": "fr" })).text).toBe(first.text);
		expect((await ask("/t/ada", {})).headers["x-cookies"]).toBe("firstbell_language=en");
	},
);

test("docs/operating.md tells an edge of one's own what this one does", () => {
	const words = (text: string) => text.replaceAll(/\s+/g, " ").trim();
	const told = words(readFileSync("docs/operating.md", "utf8"));
	for (const said of [languageMaps, saidLanguage]) expect(told).toContain(words(said));
});

type Rewrite = { source: string; destination: string; has?: { type: string; value: string }[] };

function ask(
	path: string,
	headers: Record<string, string>,
): Promise<{ text: string; headers: IncomingMessage["headers"] }> {
	return new Promise((done, fail) => {
		const sent = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
			let text = "";
			answer.setEncoding("utf8");
			answer.on("data", (chunk) => {
				text += chunk;
			});
			answer.on("end", () => done({ text, headers: answer.headers }));
		});
		sent.once("error", fail);
		sent.end();
	});
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((up) => server.listen(0, "127.0.0.1", up));
	const { port: free } = server.address() as AddressInfo;
	await new Promise((down) => server.close(down));
	return free;
}
