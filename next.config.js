import { readdirSync } from "node:fs";
import { join } from "node:path";
import createNextIntlPlugin from "next-intl/plugin";
import { asksFor, inEnglish, languageCookie, languages } from "./lib/languages/languages.js";
import { everywhere, unnamedPolicy } from "./lib/page-policy.js";

// The mailbox of the embedded stack. A deployment has none, and so no /dev/mail.
const mailbox = process.env.MAILBOX_URL;

// A build knows the database that it was written for, and says no to be ready on an older one.
const newestMigration = readdirSync(join(import.meta.dirname, "supabase", "migrations"))
	.sort()
	.at(-1);

const pageCacheFile = join(import.meta.dirname, "lib", "page-cache.js");

// Vercel keeps pages by itself, and asks nobody here.
const pageStore = process.env.VERCEL
	? undefined
	: { cacheHandler: join(import.meta.dirname, "lib", "page-store.js") };

/** What every answer says; a page adds which scripts are its own, where it can: proxy.ts and lib/page-store.js. */
const policy = process.env.VERCEL ? unnamedPolicy : everywhere;

// Several instances share the pages that were made, and the news that one must be made anew, through a Redis.
const pageCache = {
	cacheHandlers: { default: pageCacheFile, remote: pageCacheFile },
	cacheMaxMemorySize: 0,
};

// Who asks for a page gets it in their language, at one address: what they have chosen, what their browser asks for, ours.
const page = "/:path((?!api/|_next/|dev/mail).*)";
/** Every address but a file's. */
const noFile = "/:path((?!api/|_next/|dev/mail|(?:embed\\.js|icon\\.svg|robots\\.txt)$).*)";
const any = languages.join("|");
const teachers = `/:path((?:(?:${any})/)*(?:${inEnglish.join("|")})(?:/.*)?)`;

/** To an address within a language: the chosen one, the first of ours that is asked for, ours. */
const byLanguage = (source, path) => [
	...languages.map((language) => ({
		source,
		has: [{ type: "cookie", key: languageCookie, value: language }],
		destination: `/${language}${path}`,
	})),
	...languages.map((language) => ({
		source,
		has: [{ type: "header", key: "accept-language", value: asksFor(language) }],
		destination: `/${language}${path}`,
	})),
	{ source, destination: `/en${path}` },
];

/** To what stands at a path within a language. Where nothing does, a path has gone through all of these. */
const inLanguages = (path) => [{ source: teachers, destination: `/en${path}` }, ...byLanguage(page, path)];

const withWords = createNextIntlPlugin({
	requestConfig: "./lib/languages/request.ts",
	experimental: { messages: { path: "./lib/languages", format: "json", locales: "infer", precompile: true } },
});

/** @type {import("next").NextConfig} */
export default withWords({
	...pageStore,
	// Vercel shares them by itself, and its marketplace sets this variable for who buys a Redis there.
	...(process.env.REDIS_URL && !process.env.VERCEL && pageCache),
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
	// For a container: a folder that holds all it needs, and nothing else.
	...(process.env.NEXT_STANDALONE && { output: "standalone" }),
	rewrites: async () => ({
		beforeFiles: [
			// Later on Vercel has forgotten which part of the first page was asked for, and a step back to it would load it anew.
			// There `/de` is a file; where Next leads by itself it is a pattern, which it looks at only later.
			...(process.env.VERCEL ? byLanguage("/", "") : []),
			// No handle is longer, and what is asked for once is kept as a page of its own.
			{ source: "/t/:handle([^/]{61,})", destination: "/nothing-here" },
			{ source: "/embed/t/:handle([^/]{61,})", destination: "/nothing-here" },
			{ source: "/team/:handle([^/]{61,})", destination: "/nothing-here" },
			{ source: "/opening/:id([^/]{37,})", destination: "/nothing-here" },
			...(mailbox ? ["/dev/mail", "/dev/mail.json"] : []).map((source) => ({
				source,
				destination: mailbox + source,
			})),
			...(mailbox
				? [{ source: "/dev/mail/:path((?!previews).*)", destination: `${mailbox}/dev/mail/:path*` }]
				: []),
		],
		afterFiles: inLanguages("/:path*"),
		// One page a language for all addresses that are no page's: each would be kept as one of its own else.
		fallback: inLanguages("/nothing-here"),
	}),
	headers: async () => [
		// What is not said to be everybody's is kept by no edge, and least of all each address that leads nowhere. A page is made
		// once and kept by Next; an edge in front asks for it once a second, and so shows an edit at once. On Vercel edge and pages
		// are one, and an edit reaches both by itself.
		...(process.env.VERCEL
			? []
			: [
					{ source: noFile, headers: [{ key: "Cache-Control", value: "private, no-store" }] },
					...["/", "/t/:handle", "/team/:handle", "/opening/:id", "/docs/api", "/embed/t/:handle"].map(
						(source) => ({
							source,
							headers: [{ key: "Cache-Control", value: "public, max-age=0, s-maxage=1, must-revalidate" }],
						}),
					),
				]),
		{
			source: "/((?!embed/[tb]/).*)",
			headers: [
				{ key: "X-Frame-Options", value: "DENY" },
				{ key: "Content-Security-Policy", value: policy() },
			],
		},
		// A teacher's free times, and what was just booked of them, may stand within any other page.
		{
			source: "/embed/:room(t|b)/:path*",
			headers: [{ key: "Content-Security-Policy", value: policy(true) }],
		},
		{
			source: "/:path*",
			headers: [
				{ key: "X-Content-Type-Options", value: "nosniff" },
				{ key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
				{ key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
				{ key: "Cross-Origin-Opener-Policy", value: "same-origin" },
				{ key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
			],
		},
		// A link in the address bar is a key: it must not travel on.
		{ source: "/b/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
		{ source: "/embed/b/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
		// These post a form, which a browser would send without its origin from there.
		{ source: "/decide/:ref", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
		{ source: "/wait/:ref", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
		{ source: "/b/:ref/cancel", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
		{ source: "/b/:ref/move", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
		// Their forms say where they come from, which browsers would leave out with "no-referrer"; nobody else is told.
		{ source: "/opening/:id", headers: [{ key: "Referrer-Policy", value: "same-origin" }] },
		{ source: "/mails/:ref", headers: [{ key: "Referrer-Policy", value: "same-origin" }] },
		{ source: "/opening/:id/:ref", headers: [{ key: "Referrer-Policy", value: "same-origin" }] },
		{ source: "/mine/:link", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
		{ source: "/api/calendar-feeds/:file", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
		{ source: "/api/tickets/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
		{ source: "/api/calendars/:ref", headers: [{ key: "Referrer-Policy", value: "no-referrer" }] },
	],
});
