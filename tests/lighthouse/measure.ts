import { createServer } from "node:net";
import { styleText } from "node:util";
import { chromium } from "@playwright/test";
import lighthouse from "lighthouse";
import { browserLaunch } from "../support/browser-launch.ts";
import { aims, type Category, categories, type Page, pages } from "./pages.ts";

// Started by stack/lighthouse.ts, which says where the app is. Lighthouse's defaults: a phone on slow 4G, its processor
// four times slower than this one.
/** How often what is under an aim at first is looked at in all: another's work on the machine is not the page's. */
const runs = 3;
const appUrl = process.env.APP_URL ?? "";
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !pages.some((page) => page.name === name));
if (unknown.length) {
	console.error(`There is no page ${unknown}: there are ${pages.map(({ name }) => name).join(", ")}.`);
	process.exit(1);
}

let fine = true;
console.log(`\n${"".padEnd(13)}${categories.map((category) => category.padEnd(16)).join("")}`);
for (const page of pages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
	const url = appUrl + (await (page.path?.() ?? page.route));
	const cookie = await page.as?.();
	const results = [await measure(url, cookie)];
	while (results.length < runs && !reached(page, results[0])) results.push(await measure(url, cookie));
	console.log(page.name.padEnd(13) + categories.map((category) => score(page, category, results)).join(""));
	for (const line of complaints(page, results)) console.log(styleText("dim", `  ${line}`));
}
console.log(
	`\nWhat reached its aims at once, and else medians of ${runs}, on a phone as Lighthouse imitates one; the aims are ${categories.map((category) => `${category} ${aims[category]}`).join(", ")}.`,
);
console.log(
	"What is somebody’s own, and a search, are kept out of search engines on purpose, and SEO is not asked of them.",
);
process.exit(fine ? 0 : 1);

type Result = {
	scores: Record<Category, number>;
	failed: Record<Category, string[]>;
	times: string;
	/** What stood somewhere else a moment before. */
	moved: string[];
};

async function measure(url: string, cookie?: string): Promise<Result> {
	const port = await freePort();
	const launch = await browserLaunch();
	const browser = await chromium.launch({
		...launch,
		args: [...(launch.args ?? []), `--remote-debugging-port=${port}`],
	});
	try {
		const answer = await lighthouse(url, {
			...{ port, logLevel: "error", onlyCategories: [...categories] },
			...(cookie && { extraHeaders: { cookie } }),
		});
		if (!answer) throw new Error(`Lighthouse said nothing of ${url}`);
		const { lhr } = answer;
		if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
		const of = <T>(what: (category: Category) => T) =>
			Object.fromEntries(categories.map((category) => [category, what(category)])) as Record<Category, T>;
		return {
			scores: of((category) => Math.round((lhr.categories[category]?.score ?? 0) * 100)),
			failed: of((category) =>
				(lhr.categories[category]?.auditRefs ?? [])
					.filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
					.map(({ id }) => `${id} ${lhr.audits[id]?.displayValue ?? ""}`.trim()),
			),
			times: [
				"first-contentful-paint",
				"largest-contentful-paint",
				"total-blocking-time",
				"cumulative-layout-shift",
			]
				.map((id) => lhr.audits[id]?.displayValue)
				.join(", "),
			moved: movedIn(lhr.audits["layout-shifts"]?.details),
		};
	} finally {
		await browser.close();
	}
}

/** What a page is asked for. */
function askedOf({ unlisted }: Page): Category[] {
	return categories.filter((category) => !(unlisted && category === "seo"));
}

function reached(page: Page, result: Result | undefined): boolean {
	return askedOf(page).every((category) => (result?.scores[category] ?? 0) >= aims[category]);
}

function score(page: Page, category: Category, results: Result[]): string {
	const all = results.map(({ scores }) => scores[category]).sort((a, b) => a - b);
	const middle = all[Math.floor(all.length / 2)] ?? 0;
	const asked = askedOf(page).includes(category);
	const under = asked && middle < aims[category];
	if (under) fine = false;
	const text = `${middle}${asked ? "" : " (not asked)"}${under ? " ✗" : ""} `.padEnd(16);
	return under ? styleText("red", text) : text;
}

/** What was found wanting in the worst run, where it is asked for, and how long people waited. */
function complaints(page: Page, results: Result[]): string[] {
	const [worst] = results.toSorted((a, b) => total(a) - total(b));
	if (!worst) return [];
	return [
		`paints, blocking, shift: ${worst.times}`,
		...worst.moved.map((what) => `moved: ${what}`),
		...askedOf(page).flatMap((category) => worst.failed[category]),
	];
}

function total({ scores }: Result): number {
	return categories.reduce((sum, category) => sum + scores[category], 0);
}

type Details = { items?: { score?: number; node?: { snippet?: string } }[] };

function movedIn(details: unknown): string[] {
	return ((details as Details | undefined)?.items ?? [])
		.filter(({ score = 0 }) => score >= 0.01)
		.map(({ score = 0, node }) => `${score.toFixed(3)} ${node?.snippet?.slice(0, 120) ?? ""}`);
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	const address = server.address();
	await new Promise((done) => server.close(done));
	if (!address || typeof address === "string") throw new Error("no port");
	return address.port;
}
