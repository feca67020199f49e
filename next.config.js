import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// The mailbox of the embedded stack. A deployment has none, and so no /dev/mail.
const mailbox = process.env.MAILBOX_URL;

// A build knows the database that it was written for, and says no to be ready on an older one.
const newestMigration = readdirSync(join(import.meta.dirname, "supabase", "migrations"))
	.sort()
	.at(-1);

const pageCacheFile = join(import.meta.dirname, "lib", "page-cache.js");

// Several instances share the pages that were made, and the news that one must be made anew, through a Redis.
const pageCache = {
	cacheHandler: fileURLToPath(import.meta.resolve("@trieb.work/nextjs-turbo-redis-cache")),
	cacheHandlers: { default: pageCacheFile, remote: pageCacheFile },
	cacheMaxMemorySize: 0,
};

/** @type {import("next").NextConfig} */
export default {
	...(process.env.REDIS_URL && pageCache),
	env: { NEWEST_MIGRATION: newestMigration?.split("_")[0] ?? "" },
	cacheComponents: true,
	partialPrefetching: true,
	poweredByHeader: false,
	// Twelve megabytes of calendars need not go through the bundler.
	serverExternalPackages: ["date-holidays"],
	// Kept in memory, where there is an end to it: any address that is asked for would be a file else.
	experimental: { isrFlushToDisk: false },
	// `npm test` checks them, tests and all; whoever only starts it need not wait for that.
	typescript: { ignoreBuildErrors: true },
	distDir: process.env.NEXT_DIST_DIR ?? ".next",
	rewrites: async () => ({
		beforeFiles: [
			// No handle is longer, and what is asked for once is kept as a page of its own.
			{ source: "/t/:handle([^/]{61,})", destination: "/nothing-here" },
			{ source: "/team/:handle([^/]{61,})", destination: "/nothing-here" },
			{ source: "/opening/:id([^/]{37,})", destination: "/nothing-here" },
			...(mailbox ? ["/dev/mail", "/dev/mail.json", "/dev/mail/:path*"] : []).map((source) => ({
				source,
				destination: mailbox + source,
			})),
		],
	}),
	headers: async () => [
		// A page is made once and kept by Next; an edge in front asks for it once a second, and so shows an edit at once. On
		// Vercel edge and pages are one, and an edit reaches both by itself.
		...(process.env.VERCEL ? [] : ["/", "/t/:handle", "/team/:handle", "/opening/:id"]).map((source) => ({
			source,
			headers: [{ key: "Cache-Control", value: "public, max-age=0, s-maxage=1, must-revalidate" }],
		})),
		{
			source: "/:path*",
			headers: [
				{ key: "X-Content-Type-Options", value: "nosniff" },
				{ key: "X-Frame-Options", value: "DENY" },
				// What no page needs, whatever it shows. It says nothing of scripts and styles.
				{
					key: "Content-Security-Policy",
					value: "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
				},
				{ key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
				{ key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
				{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
			],
		},
		// A link in the address bar is a key: it must not travel on.
		{ source: "/b/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
		// It posts a form, which a browser would send without its origin from there.
		{ source: "/b/:ref/cancel", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
		// Their forms say where they come from, which browsers would leave out with "no-referrer"; nobody else is told.
		{ source: "/opening/:id", headers: [{ key: "Referrer-Policy", value: "same-origin" }] },
		{ source: "/opening/:id/:ref", headers: [{ key: "Referrer-Policy", value: "same-origin" }] },
		{ source: "/api/tickets/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
		{ source: "/api/calendars/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
	],
};
