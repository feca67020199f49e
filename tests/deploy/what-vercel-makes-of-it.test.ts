import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { languages } from "../../lib/languages/languages.js";
import { version } from "../../stack/vercel/cli.ts";
import { config, functionsByPath, megabytes, prerenders, readJson, settings } from "./support/output.ts";

const ours = readJson<{ regions: string[]; crons: { path: string; schedule: string }[] }>("vercel.json");
const longestCronMs = 50_000;

describe("functions", () => {
	test("run beside the database, and none says otherwise", () => {
		expect(ours.regions).toEqual(["fra1"]);
		for (const { folder, regions } of settings) expect([folder, regions]).toEqual([folder, undefined]);
	});

	test("are of Node 24 and may run for a minute, which the longest cron stays below", () => {
		expect(settings.length).toBeGreaterThan(2);
		for (const { folder, runtime, maxDuration, memory } of settings) {
			expect([folder, runtime, memory]).toEqual([folder, "nodejs24.x", undefined]);
			// What Next adds of its own has no file in app/, and ends by itself.
			if (!/\/_[a-z-]+\.func$/.test(folder)) expect([folder, maxDuration]).toEqual([folder, 60]);
		}
		const budgets = readFileSync("vercel.json", "utf8").matchAll(/"path": "(\/api\/[a-z-]+)"/g);
		for (const [, path] of budgets) {
			const route = readFileSync(`app${path}/route.ts`, "utf8");
			const spent = [...route.matchAll(/\((\d+)_000\)/g)].reduce(
				(sum, [, seconds]) => sum + Number(seconds) * 1_000,
				0,
			);
			expect([path, spent <= longestCronMs]).toEqual([path, true]);
		}
	});

	test("are a tenth of what they may be", () => {
		for (const each of settings) {
			const size = megabytes(each);
			expect(size, each.folder).toBeGreaterThan(1);
			expect(size, each.folder).toBeLessThan(25);
		}
	});
});

describe("crons", () => {
	test("are those of vercel.json, and each leads to a function that runs when it is asked", () => {
		expect(config.crons).toEqual(ours.crons);
		for (const { path } of config.crons) {
			expect([path, functionsByPath.has(path)]).toEqual([path, true]);
			expect([path, prerenders.has(path)]).toEqual([path, false]);
		}
	});

	test("are as many and as frequent as the Pro plan allows: a hundred, and one a minute", () => {
		expect(config.crons.length).toBeLessThanOrEqual(100);
		for (const { schedule } of config.crons) expect(schedule).toMatch(/^(\*|\d+|\*\/\d+)( (\*|\d+)){4}$/);
	});
});

describe("pages", () => {
	const of = (page: string) => languages.map((language) => prerenders.get(`/${language}${page}`));

	test.each<
		[page: string, expiration: number | false, stale: number | undefined, status: number | undefined]
	>([
		["", 60, 3_600, undefined],
		["/t/maya-demo", 60, 3_600, undefined],
		["/t/-", 3_600, 86_400, 404],
		["/embed/t/-", 3_600, 86_400, 404],
		["/opening/-", 3_600, 86_400, 404],
		["/team/-", 60, 3_600, 404],
		["/nothing-here", false, undefined, 404],
		["/docs/api", false, undefined, undefined],
	])(
		"%s is made ahead in each language, good for %s s and shown for %s, with status %s",
		(page, expiration, stale, status) => {
			for (const made of of(page)) {
				expect(made).toMatchObject({ expiration, fallback: expect.anything(), allowQuery: [] });
				expect([made?.staleExpiration, made?.initialStatus]).toEqual([stale, status]);
			}
		},
	);

	test("each teacher's is made ahead, and one whom nobody had asked for when it was built is kept by language and handle", () => {
		for (const language of languages)
			expect(
				[...prerenders.keys()].filter((path) => path.startsWith(`/${language}/t/`) && path.endsWith("-demo"))
					.length,
			).toBe(8);
		expect(prerenders.get("/[lang]/t/[handle]")?.allowQuery?.sort()).toEqual(["nxtPhandle", "nxtPlang"]);
	});

	test.each(["/b/[ref]", "/mine/[link]", "/desk", "/wait/[ref]", "/opening/[id]/[ref]", "/decide/[ref]"])(
		"of %s, which is somebody's own, only the frame is made ahead",
		(page) => {
			for (const made of of(page))
				expect(made).toMatchObject({
					expiration: false,
					allowQuery: [],
					chain: { headers: { "next-resume": "1" } },
				});
		},
	);

	test("of the API nothing is made ahead, whether it is alive least of all", () => {
		expect([...prerenders.keys()].filter((path) => path.startsWith("/api/"))).toEqual([]);
		expect(functionsByPath.has("/api/health")).toBe(true);
	});
});

test("the docs name the command line that this was built by", () => {
	const named = readFileSync("docs/deploying.md", "utf8").matchAll(/vercel@([\d.]+)/g);
	expect(new Set([...named].map(([, each]) => each))).toEqual(new Set([version]));
});
