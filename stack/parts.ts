/** The parts of `npm test`, in their order. */
export const parts = [
	"code",
	"rehearsal",
	"sql",
	"races",
	"storms",
	"api",
	"services",
	"journeys",
	"browser",
	"rehearsed",
	"views",
	"edge",
	"serve",
	"aws",
	"upgrade",
	"deploy",
] as const;
export type Part = (typeof parts)[number];
/**
 * Asked for by name alone, so that `npm test` is done in a quarter of an hour: the rehearsal's own tests, races of minutes, those with services of their
 * own beside the app, browser tests beyond the journeys, and these once more in other views; what needs servers that not
 * every machine has; and what builds, or installs, more than the app.
 */
export const apart: Part[] = [
	"rehearsal",
	"storms",
	"services",
	"browser",
	"views",
	"edge",
	"serve",
	"aws",
	"upgrade",
	"deploy",
];

/** Those that stand on nothing, or on servers of their own. */
export const withoutStack = ["code", "rehearsal", "rehearsed", "edge", "serve", "aws", "upgrade"];

/** Those of Playwright: playwright.config.ts says what each of them sees. */
export const inBrowser = ["journeys", "browser", "views"] as const satisfies Part[];

/** Those that ask the app. */
export const withApp: Part[] = ["api", "services", ...inBrowser];
