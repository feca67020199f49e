/**
 * The paths whose answers are the same to everybody, or to everybody of one language: a pattern of nginx's, in which pages
 * end where they do. Of what is asked for below them each gets their own, and would wait for whoever asked first.
 */
export const everybodysPattern =
	"^/($|(t|team)/[^/]+$|opening/[0-9a-f-]+$|api/(team-)?slots/|api/types/[^/]+/|api/openings/[0-9a-f-]+/(status|record)|_next/static/)";

/** The same for an edge that knows stars alone: pages, of which there is one for each language. */
export const everybodysPages = ["/", "/t/*", "/team/*", "/opening/*"];

/** What is one person's below these, which such an edge has to be told before. */
export const onesOwnPages = ["/t/*/*", "/team/*/*", "/opening/*/*"];

/** And what is the same in each of them. */
export const everybodysRest = [
	"/api/slots/*",
	"/api/team-slots/*",
	"/api/types/*",
	"/api/openings/*/status*",
	"/api/openings/*/record*",
	"/_next/static/*",
];
