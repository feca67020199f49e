// Where Next keeps the pages that are made once for everybody. Each is sealed on its way in, and so is one that the build made
// on its way out: an edge that keeps a page keeps its policy with it, and both are made anew together.
import FileSystemCache from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { hasPolicy, sealed, withPolicy } from "./page-policy.js";

// Several instances share them through a Redis; one alone keeps them by itself, as Next would.
const Store = process.env.REDIS_URL
	? (await import("@trieb.work/nextjs-turbo-redis-cache")).default
	: (FileSystemCache.default ?? FileSystemCache);

export default class PageStore extends Store {
	async get(...asked) {
		const kept = await super.get(...asked);
		seal(kept?.value);
		return kept;
	}

	/** What is handed in is what Next answers with, too. */
	async set(key, page, ...more) {
		seal(page);
		return super.set(key, page, ...more);
	}
}

/** A shell that is finished for each who asks gets its policy from proxy.ts instead. */
function seal(page) {
	if (page?.kind !== "APP_PAGE" || typeof page.html !== "string") return;
	if (typeof page.postponed === "string" || hasPolicy(page.headers)) return;
	const { html, policy } = sealed(page.html);
	page.html = html;
	page.headers = withPolicy(page.headers, policy);
}
