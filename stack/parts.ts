/** The parts of `npm test`, in their order. */
export const parts = [
	"code",
	"rehearsal",
	"sql",
	"races",
	"api",
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
 * Asked for by name alone: the browser tests once more in other views, what needs servers that not every machine has, and
 * what builds, or installs, more than the app.
 */
export const apart: Part[] = ["views", "edge", "serve", "aws", "upgrade", "deploy"];

/** Those that stand on nothing, or on servers of their own. */
export const withoutStack = ["code", "rehearsal", "rehearsed", "edge", "serve", "aws", "upgrade"];
