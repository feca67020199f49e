import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { languageOf, languages } from "../../lib/languages/languages.js";
import { visitorCode } from "../../stack/aws/synthesised.ts";
import {
	everybodysPages,
	everybodysPattern,
	everybodysRest,
	onesOwnPages,
} from "../../stack/rehearsal/everybodys.ts";
import { languageTags } from "../support/language-tags.ts";

type Asked = { cookies: Record<string, { value: string }>; headers: Record<string, { value: string }> };
const handler = runInNewContext(`${visitorCode}; handler`) as (event: {
	request: Asked;
	viewer: { ip: string };
}) => Asked;
const asked = (request: Asked) => handler({ request, viewer: { ip: "203.0.113.7" } });

const header = fc
	.tuple(
		fc.array(fc.constantFrom(...languageTags, "DE"), { maxLength: 6 }),
		fc.constantFrom(",", ", ", " , "),
	)
	.map(([tags, comma]) => tags.join(comma));
const cookie = fc.constantFrom(undefined, ...languages, "DE", "it", "", '"de"', "dede");

test("whatever a visitor asks for and has chosen, it says what pages would", () => {
	fc.assert(
		fc.property(fc.option(header, { nil: undefined }), cookie, (accepted, chosen) => {
			const { cookies } = asked({
				cookies: {
					other: { value: "1" },
					...(chosen !== undefined && { firstbell_language: { value: chosen } }),
				},
				headers: accepted === undefined ? {} : { "accept-language": { value: accepted } },
			});
			expect(cookies.firstbell_language?.value).toBe(languageOf(chosen, accepted));
			expect(cookies.other?.value).toBe("1");
		}),
		{ numRuns: 2_000 },
	);
});

test("the address of a visitor is the network's word, whatever they claim", () => {
	const { headers } = asked({ cookies: {}, headers: { "x-visitor-address": { value: "198.51.100.1" } } });
	expect(headers["x-visitor-address"]?.value).toBe("203.0.113.7");
});

test("it is small enough for CloudFront, which takes ten kilobytes", () => {
	expect(Buffer.byteLength(visitorCode)).toBeLessThan(10_240);
});

test("what it keeps is what the rehearsal's edge keeps", () => {
	const samples = [
		...["/", "/t/ada", "/t/ada/book", "/team/maths", "/opening/0a-1b"],
		...["/opening/0a-1b/asked", "/opening/0a-1b/ref"],
		...["/api/slots/ada/lesson/2026-W48", "/api/team-slots/maths/lesson/2026-W48", "/api/types/ada/x"],
		...["/api/openings/0a-1b/status/20", "/api/openings/0a-1b/record", "/_next/static/x.js"],
		...["/desk", "/b/ref", "/api/bookings", "/mine/x", "/api/ready", "/wait/x", "/api/openings/0a/passes"],
	];
	const fits = (path: string, stars: string[]) =>
		stars.some((star) => new RegExp(`^${star.replaceAll("*", ".*")}$`).test(path));
	for (const path of samples)
		expect(!fits(path, onesOwnPages) && fits(path, [...everybodysPages, ...everybodysRest]), path).toBe(
			new RegExp(everybodysPattern).test(path),
		);
});
