import { describe, expect, test } from "vitest";
import { ask, type Said } from "../api/support/ask.ts";
import { forgedFrom } from "../api/support/forged.ts";
import { cookies, school } from "../api/support/rights/actors.ts";
import { booked, hoursVersion, inHand, opening, secret, teacher } from "../api/support/rights/belongings.ts";
import { hoursBody } from "../api/support/rules.ts";

const forgeries = await forgedFrom(cookies.teacher ?? "");
const deskPages = [
	"/desk",
	"/desk/hours",
	"/desk/types",
	"/desk/types/new",
	"/desk/preview",
	"/desk/hours/days",
	"/desk/hours/away",
	"/desk/hours/holidays",
	"/desk/hours/zone",
	"/desk/data",
	"/desk/trail",
	"/desk/openings",
	"/desk/openings/new",
	`/desk/openings/${opening}`,
	`/desk/openings/${opening}/edit`,
	`/desk/openings/${opening}/families`,
];

test("without a session the desk shows its door and nothing behind it", async () => {
	for (const path of deskPages) {
		const said = await ask("GET", path);
		expect(said.text.includes("Send me a code"), "asks for a sign-in").toBe(true);
		expect(said.text.includes(school.handle), "shows whose desk it is").toBe(false);
		expect(said.headers.get("cache-control") ?? "").not.toMatch(/public|s-maxage/);
	}
});

describe("proxy.ts is not what keeps people out", () => {
	const passed = [
		{},
		{ rsc: "1" },
		{ rsc: "1", "next-router-prefetch": "1" },
		{ rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" },
		{ purpose: "prefetch", "sec-purpose": "prefetch" },
		{ "x-nextjs-data": "1" },
		{ "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
		{ "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
		{ "x-middleware-subrequest": "src/proxy:src/proxy:src/proxy:src/proxy:src/proxy" },
		{ "x-middleware-next": "1" },
		{ "x-middleware-rewrite": "/desk" },
		{ "x-middleware-override-headers": "cookie", "x-middleware-request-cookie": "sb-127-auth-token=1" },
		{ "x-middleware-set-cookie": "sb-127-auth-token=1" },
		{ "x-matched-path": "/desk", "x-invoke-path": "/desk", "x-invoke-status": "200" },
		{ "x-now-route-matches": "1=desk", "x-forwarded-host": "firstbell.internal", "x-real-ip": "127.0.0.1" },
	] as Record<string, string>[];
	// Where each forgery meets each header. All of the desk is seen by each forgery without headers, and with each header by nobody.
	const usualPages = ["/desk", "/desk/data", `/desk/openings/${opening}`];
	const visitors = { nobody: undefined, ...mapKeys(forgeries, (how) => `a session forged ${how}`) };

	test.each(Object.entries(visitors))("%s is refused whatever the headers say", async (_who, cookie) => {
		const version = await hoursVersion(teacher);
		const hours = await hoursBody(teacher, version, []);
		const ref = inHand("other booker", await booked());
		for (const headers of passed) {
			const attempts = ["", ".rsc"].flatMap((suffix) => [
				follow("PUT", `/api/schedules${suffix}`, { cookie, headers, body: hours }),
				follow("GET", `/api/mail-deliveries${suffix}`, { cookie, headers }),
				follow("POST", `/api/revalidations${suffix}`, { cookie, headers, body: { handles: [] } }),
				follow("GET", `/api/calendars/${ref}${suffix}`, { cookie, headers }),
				follow("POST", `/api/cancellations${suffix}`, { cookie, headers, body: { booking: ref } }),
				follow("GET", `/api/openings/${opening}/watch${suffix}`, { cookie, headers }),
				follow("POST", `/api/steerings${suffix}`, { cookie, headers, body: { opening, act: "end" } }),
			]);
			for (const said of await Promise.all(attempts)) {
				expect([401, 403, 404, 405, 422], JSON.stringify(headers)).toContain(said.status);
			}
			const pages = cookie && Object.keys(headers).length > 0 ? usualPages : deskPages;
			for (const path of [...pages, `/b/${ref}`].flatMap((page) => [page, `${page}.rsc`])) {
				const said = await follow("GET", path, { cookie, headers });
				expect(said.status, path).toBeLessThan(500);
				expect(
					[secret, school.handle].filter((text) => said.text.includes(text)),
					path,
				).toEqual([]);
			}
		}
		expect(await hoursVersion(teacher)).toBe(version);
	});

	test("the same session, not forged, opens the desk: it is the signature that decides", async () => {
		expect((await ask("GET", "/desk", { cookie: cookies.teacher })).text).toContain(secret);
	});
});

/** Next leads a request with RSC headers to `?_rsc`, where the same handler sits. */
async function follow(method: string, path: string, more: Parameters<typeof ask>[2]): Promise<Said> {
	const said = await ask(method, path, more);
	return said.status === 307 ? ask(method, said.headers.get("location") ?? "", more) : said;
}

function mapKeys<T>(from: Record<string, T>, name: (key: string) => string): Record<string, T> {
	return Object.fromEntries(Object.entries(from).map(([key, value]) => [name(key), value]));
}
