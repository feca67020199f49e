import { expect, test } from "vitest";
import { type Asked, lead } from "./support/lead.ts";
import { config } from "./support/output.ts";

const german: Asked = { headers: { "accept-language": "de-AT,de;q=0.9,en;q=0.5" } };
const chosen: Asked = { ...german, cookies: { firstbell_language: "fr" } };
const part = (asked: Asked): Asked => ({ ...asked, headers: { ...asked.headers, rsc: "1" } });

test.each<[path: string, asked: Asked, to: string]>([
	["/", {}, "/en"],
	["/", german, "/de"],
	["/", chosen, "/fr"],
	["/", part(german), "/de.rsc"],
	["/t/maya-demo", {}, "/en/t/maya-demo"],
	["/t/maya-demo", german, "/de/t/maya-demo"],
	["/t/maya-demo", chosen, "/fr/t/maya-demo"],
	["/t/maya-demo", part(chosen), "/fr/t/maya-demo.rsc"],
	["/t/somebody-new", german, "/[lang]/t/[handle]"],
	["/t/maya-demo/book", german, "/de/t/[handle]/book"],
	["/opening/0198c0de-0000-7000-8000-000000000000", german, "/[lang]/opening/[id]"],
	["/b/whatever", german, "/de/b/[ref]"],
	["/docs/api", german, "/en/docs/api"],
	["/desk", chosen, "/en/desk"],
	["/desk/types/new", chosen, "/en/desk/types/new"],
	["/find", chosen, "/fr/find"],
	["/api/slots/maya-demo/lesson/2026-11-30", german, "/api/slots/[teacher]/[type]/[week]"],
	["/api/bookings", german, "/api/bookings"],
	["/api/mail-deliveries", {}, "/api/mail-deliveries"],
	["/embed.js", german, "/embed.js"],
	["/robots.txt", german, "/robots.txt"],
	["/nothing/at/all", german, "/de/nothing-here"],
	["/de/t/maya-demo/nowhere", {}, "/en/nothing-here"],
	[`/t/${"a".repeat(61)}`, german, "/de/nothing-here"],
])("%s asked with %j leads to %s", (path, asked, to) => {
	expect(lead(path, asked).to).toBe(to);
});

test("what is no route of the API leads nowhere, with 404", () => {
	expect(lead("/api/nothing", german)).toMatchObject({ to: undefined, status: 404 });
});

test("without the rules of languages nobody would be led to a page, so these tests would see it", () => {
	const without = config.routes.filter(({ dest }) => !/^\/(en|de|fr|es)(\/\$1|$)/.test(dest ?? ""));
	expect(without.length).toBeLessThan(config.routes.length);
	expect(lead("/t/maya-demo", german, without).to).toBe("/de/nothing-here");
	expect(lead("/", german, without).to).not.toBe("/de");
});

test.each<[path: string, headers: Record<string, string | undefined>]>([
	[
		"/",
		{
			"x-frame-options": "DENY",
			"referrer-policy": "strict-origin-when-cross-origin",
			"cache-control": undefined,
		},
	],
	["/t/maya-demo", { "content-security-policy": expect.stringContaining("frame-ancestors 'none'") }],
	[
		"/embed/t/maya-demo",
		{ "content-security-policy": expect.stringContaining("frame-ancestors *"), "x-frame-options": undefined },
	],
	["/b/whatever", { "referrer-policy": "no-referrer" }],
	[
		"/api/bookings",
		{
			"x-content-type-options": "nosniff",
			"strict-transport-security": expect.stringMatching(/max-age=\d{8}/),
		},
	],
])("%s carries its headers", (path, headers) => {
	const carried = lead(path).headers;
	for (const [name, value] of Object.entries(headers)) expect([name, carried[name]]).toEqual([name, value]);
});

test.each([
	"/",
	"/t/maya-demo",
	"/team/-",
	"/opening/0198c0de-0000-7000-8000-000000000000",
	"/docs/api",
	"/embed/t/maya-demo",
])(
	"%s runs no script of another site there, and bears one that stands in it, which nowhere else does",
	(path) => {
		const said = lead(path).headers["content-security-policy"] ?? "";
		const policy = new Map(said.split("; ").map((each) => [each.split(" ")[0] ?? "", each]));
		expect(policy.get("script-src")).toBe("script-src 'self' 'unsafe-inline'");
		policy.delete("script-src");
		expect(policy.get("style-src")).toBe("style-src 'self'");
		policy.delete("frame-ancestors");
		expect([...policy.values()].join("; ")).not.toMatch(/unsafe|\*|https?:/);
	},
);
