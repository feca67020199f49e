import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { newTeacher, type TestTeacher } from "./support/school.ts";
import { expect, type Page, test } from "./support/test.ts";

// What the page asks for by itself. Counted in seconds of the real clock, and on one screen alone: no other looks elsewhere.
test.beforeEach(() => test.skip(test.info().project.name !== "phone, UTC", "the same on every screen"));

type Reply = { status?: number; live?: boolean; retryAfter?: number; unreachable?: boolean };

/** Answers every list as `reply` says at that moment, and notes when each look came. One look asks for one or two weeks. */
async function watch(page: Page, reply: Reply): Promise<{ count: () => number; since: () => number[] }> {
	const looks: number[] = [];
	await page.route("**/api/slots/**", async (route) => {
		if ((looks.at(-1) ?? 0) < Date.now() - 150) looks.push(Date.now());
		if (reply.unreachable) return route.abort();
		if (reply.status) {
			const headers = { "retry-after": String(reply.retryAfter) };
			return route.fulfill({ status: reply.status, headers, json: {} });
		}
		const answer = await route.fetch();
		await route.fulfill({ response: answer, json: { ...(await answer.json()), live: reply.live ?? false } });
	});
	return { count: () => looks.length, since: () => looks };
}

async function open(page: Page, teacher: TestTeacher): Promise<void> {
	await page.goto(teacher.url);
	await expect(page.locator("[data-starts-at]").first()).toBeVisible();
}

/** A tab behind others, as the page is told of it. */
async function hide(page: Page, hidden: boolean): Promise<void> {
	await page.evaluate((hidden) => {
		Object.defineProperty(document, "visibilityState", {
			configurable: true,
			get: () => (hidden ? "hidden" : "visible"),
		});
		document.dispatchEvent(new Event("visibilitychange"));
	}, hidden);
}

const seconds = (page: Page, count: number) => page.waitForTimeout(count * 1000);

// An answer may still be on its way through a test's hands when it ends.
test.afterEach(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" }));

test("while times come and go it looks twice a second, and else once in ten", async ({ page }) => {
	const reply: Reply = { live: true };
	const looks = await watch(page, reply);
	await open(page, await newTeacher());
	await expect.poll(looks.count).toBeGreaterThan(1);
	const before = looks.count();
	await seconds(page, 4);
	expect(looks.count() - before).toBeGreaterThanOrEqual(4);
	expect(looks.count() - before).toBeLessThanOrEqual(9);
	reply.live = false;
	await seconds(page, 1.5);
	const quiet = looks.count();
	await seconds(page, 6);
	expect(looks.count()).toBe(quiet);
	await expect.poll(looks.count, { timeout: 40_000 }).toBeGreaterThan(quiet);
});

test("a hidden tab asks for nothing, and one that comes back at once", async ({ page }) => {
	const looks = await watch(page, { live: true });
	await open(page, await newTeacher());
	await expect.poll(looks.count).toBeGreaterThan(2);
	await hide(page, true);
	await seconds(page, 0.7);
	const before = looks.count();
	await seconds(page, 4);
	expect(looks.count()).toBe(before);
	await hide(page, false);
	await expect.poll(looks.count, { timeout: 1_500 }).toBeGreaterThan(before);
	await expect.poll(looks.count).toBeGreaterThan(before + 2);
});

test("without a connection it says so, and with one it is right again by itself", async ({
	page,
	context,
}) => {
	const looks = await watch(page, { live: true });
	await open(page, await newTeacher());
	await expect.poll(looks.count).toBeGreaterThan(1);
	await page.unrouteAll({ behavior: "wait" });
	await context.setOffline(true);
	await seconds(page, 3);
	await context.setOffline(false);
	await expect(page.getByText("These times may be out of date.")).toHaveCount(0, { timeout: 40_000 });
	const again = page.waitForResponse((response) => response.url().includes("/api/slots/"));
	expect((await again).status()).toBe(200);
});

test("a network that fails without a word is tried again, and forgotten when it works", async ({ page }) => {
	const reply: Reply = { live: true };
	const looks = await watch(page, reply);
	await open(page, await newTeacher());
	await expect.poll(looks.count).toBeGreaterThan(1);
	reply.unreachable = true;
	await expect(page.getByText("These times may be out of date.")).toBeVisible();
	// What it knew stays on the page.
	await expect(page.locator("[data-starts-at]").first()).toBeVisible();
	reply.unreachable = false;
	await expect(page.getByText("These times may be out of date.")).toHaveCount(0, { timeout: 40_000 });
});

test("who is asked for patience has it: also when a tab comes back, and when a connection does", async ({
	page,
	context,
}) => {
	const reply: Reply = { live: true };
	const looks = await watch(page, reply);
	await open(page, await newTeacher());
	await expect.poll(looks.count).toBeGreaterThan(1);
	Object.assign(reply, { status: 503, retryAfter: 8 });
	await expect(page.getByText("These times may be out of date.")).toBeVisible();
	const asked = looks.since().at(-1) ?? 0;
	const before = looks.count();
	for (let i = 0; i < 2; i++) {
		await seconds(page, 1);
		await hide(page, true);
		await hide(page, false);
		await context.setOffline(true);
		await context.setOffline(false);
		await seconds(page, 1.5);
	}
	expect(looks.count()).toBe(before);
	reply.status = undefined;
	await expect.poll(looks.count, { timeout: 40_000 }).toBeGreaterThan(before);
	expect((looks.since()[before] ?? 0) - asked).toBeGreaterThanOrEqual(7_900);
	await expect(page.getByText("These times may be out of date.")).toHaveCount(0);
});

/**
 * A teacher's page through a door of one's own, with its HTML as `mend` makes it: the lists that its preloads name, and
 * those that were asked for, counted where they arrive and not where a browser says what it did.
 */
async function lists(
	page: Page,
	mend = (html: string) => html,
): Promise<{ wanted: string[]; asked: string[] }> {
	const teacher = await newTeacher();
	const asked: string[] = [];
	const door = createServer((incoming, outgoing) => {
		const { url: path = "", method } = incoming;
		const { "accept-encoding": _, ...headers } = incoming.headers;
		if (path.startsWith("/api/slots/")) asked.push(path);
		const onward = request(process.env.APP_URL + path, { method, headers }, async (answer) => {
			const { "content-length": __, ...kept } = answer.headers;
			outgoing.writeHead(answer.statusCode ?? 502, kept);
			if (path !== teacher.url) return answer.pipe(outgoing);
			outgoing.end(mend(Buffer.concat(await answer.toArray()).toString()));
		});
		onward.on("error", () => outgoing.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((done) => door.listen(0, "127.0.0.1", done));
	try {
		await page.goto(`http://127.0.0.1:${(door.address() as AddressInfo).port}${teacher.url}`);
		const preloads = page.locator("link[rel=preload][as=fetch]");
		const wanted = await preloads.evaluateAll((links) =>
			links.map((link) => link.getAttribute("href") ?? ""),
		);
		await expect(page.getByRole("button", { name: "Later days" })).toBeVisible();
		// Hydrated, when it knows the device's zone; then it has asked for what it needs.
		await expect(page.getByText(/Times in UTC/)).toBeVisible();
		await seconds(page, 3);
		return { wanted, asked };
	} finally {
		door.closeAllConnections();
		door.close();
	}
}

test("the first lists are asked for before the scripts are there, and once", async ({ page }) => {
	const { wanted, asked } = await lists(page);
	expect(wanted.length).toBeGreaterThanOrEqual(1);
	expect(asked.toSorted()).toEqual(wanted.toSorted());
});

test("and by a preload that is not the board's own request, they are asked for twice", async ({ page }) => {
	const link = /(<link rel="preload" [^>]*as="fetch"[^>]*?) crossorigin="[a-z]*"/gi;
	let changed = 0;
	const { wanted, asked } = await lists(page, (html) =>
		html.replace(link, (_, rest) => {
			changed++;
			return rest;
		}),
	);
	expect(changed).toBeGreaterThanOrEqual(1);
	expect(changed).toBe(wanted.length);
	expect(asked.toSorted()).toEqual([...wanted, ...wanted].toSorted());
});
