/** The paths whose answers are the same to everybody, or to everybody of one language: a pattern of nginx's. */
export const everybodysPattern =
	"^/($|t/|team/|opening/[0-9a-f-]+$|api/(team-)?slots/|api/types/[^/]+/|api/openings/[0-9a-f-]+/(status|record)|_next/static/)";

/**
 * The same for an edge that knows stars alone: pages, of which there is one for each language. What is one person's below
 * these says so in its headers.
 */
export const everybodysPages = ["/", "/t/*", "/team/*", "/opening/*"];

/** And what is the same in each of them. */
export const everybodysRest = [
	"/api/slots/*",
	"/api/team-slots/*",
	"/api/types/*",
	"/api/openings/*/status*",
	"/api/openings/*/record*",
	"/_next/static/*",
];
