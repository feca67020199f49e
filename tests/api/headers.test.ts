import { expect, test } from "vitest";
import { addresses, calendarPath, handle } from "./support/addresses.ts";
import { ask } from "./support/ask.ts";
import { pages, routes } from "./support/routes.ts";

/** A route as it is asked for, with something in each of its places. */
const addressOf = (route: string) => route.replace(/\[[^\]]+\]/g, "x");
const pathOf = (page: string) => addresses[page]?.path ?? "";
const framed = (page: string) => page.startsWith("/embed/");
const unframed = Object.entries(addresses).filter(([page]) => !framed(page));

test("every page is among those that are looked at", () => {
	expect(Object.keys(addresses).sort()).toEqual([...pages].sort());
});

test.each([
	...unframed.map(([, { path }]) => path),
	...routes.filter((route) => route.startsWith("GET ")).map((route) => addressOf(route.slice(4))),
	`/wait/${"A".repeat(44)}`,
	"/embed",
	"/embed.js",
	"/embed/x/y",
	`/b/${"A".repeat(44)}`,
	"/t/%E0",
	`/api/slots/${handle}/lesson/2026-W48`,
	"/api/no-such-route",
	"/_next/static/no-such-file.js",
	`/mine/${"A".repeat(54)}`,
	calendarPath,
	`/opening/${"A".repeat(36)}/${"A".repeat(44)}`,
	`/opening/${"0".repeat(40)}`,
	"/icon.svg",
	"/robots.txt",
])("%s cannot be framed, rebased, sniffed or made to send its forms elsewhere", async (path) => {
	const { headers } = await ask("GET", path);
	expect(headers.get("content-security-policy")?.split(/[;,] /)).toEqual(
		expect.arrayContaining([
			"frame-ancestors 'none'",
			"base-uri 'none'",
			"object-src 'none'",
			"form-action 'self'",
		]),
	);
	expect(headers.get("x-frame-options")).toBe("DENY");
	expect(headers.get("x-content-type-options")).toBe("nosniff");
	expect(headers.get("strict-transport-security")).toContain("max-age=63072000");
	expect(headers.get("permissions-policy")).toContain("camera=()");
	expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
	expect(headers.get("referrer-policy")).toMatch(
		/^(strict-origin-when-cross-origin|strict-origin|no-referrer|same-origin)$/,
	);
	expect(headers.has("x-powered-by")).toBe(false);
});

test.each(routes.filter((route) => !/^GET |sign-outs$/.test(route)))(
	"%s says the same, even as it refuses",
	async (route) => {
		const [method = "", path = ""] = route.split(" ");
		const { headers, status } = await ask(method, addressOf(path));
		expect(status).toBeGreaterThanOrEqual(400);
		expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("strict-transport-security")).toContain("max-age=63072000");
		expect(headers.get("content-type")).toMatch(/^application\/json/);
	},
);

test.each([
	...Object.entries(addresses)
		.filter(([page]) => framed(page))
		.map(([, { path }]) => path),
	`/embed/t/${handle}?type=lesson&theme=dark`,
])("%s may be framed by any page, and is as guarded as the others in all else", async (path) => {
	const { headers } = await ask("GET", path);
	expect(headers.get("content-security-policy")?.split(/[;,] /)).toEqual(
		expect.arrayContaining([
			"frame-ancestors *",
			"base-uri 'none'",
			"object-src 'none'",
			"form-action 'self'",
		]),
	);
	expect(headers.get("x-frame-options")).toBeNull();
	expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test.each([
	[pathOf("/b/[ref]"), "no-referrer"],
	[calendarPath, "no-referrer"],
	[pathOf("/mine/[link]"), "strict-origin"],
	[pathOf("/embed/b/[ref]"), "no-referrer"],
	// With "no-referrer" their forms would come from nowhere.
	[pathOf("/mails/[ref]"), "same-origin"],
	[pathOf("/opening/[id]"), "same-origin"],
	[pathOf("/opening/[id]/asked"), "same-origin"],
	[pathOf("/opening/[id]/[ref]"), "same-origin"],
])("%s tells its address to nobody else", async (path, policy) => {
	expect((await ask("GET", path)).headers.get("referrer-policy")).toBe(policy);
});

test("the mailbox of this machine keeps its own, which is stricter", async () => {
	const { headers } = await ask("GET", "/dev/mail");
	expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; /);
});
