import "server-only";
import { requestId } from "./notes.ts";
import { type ErrorFacts, errorFacts, unnamed } from "./unnamed.ts";

const levels = ["info", "warn", "error"] as const;
type Level = (typeof levels)[number];

/** `code` is what to look for in docs/refusals.md or in a library; an `error` is told without what it was given. */
type Facts = { code?: string; error?: unknown; [fact: string]: unknown };

/**
 * Tells whoever runs this what happened: as one line of JSON where LOG_FORMAT is `json`, as it is in production unless said
 * otherwise, and in words elsewhere. A name or an address must not be among the facts; addresses of mail and keys that come along are left out.
 */
export function log(level: Level, what: string, { code, error, ...more }: Facts = {}): void {
	if (levels.indexOf(level) < levels.indexOf(leastLevel())) return;
	const trouble = error === undefined ? undefined : errorFacts(error);
	const facts = Object.entries(more).filter(([, fact]) => fact !== undefined);
	const plain = Object.fromEntries(
		facts.map(([name, fact]) => [name, typeof fact === "number" ? fact : unnamed(String(fact))]),
	);
	const line = { what: unnamed(what), code: code ?? trouble?.code, ...plain };
	say(level, format() === "json" ? asJson(level, line, trouble) : inWords(line, trouble));
}

type Line = { what: string; code: string | undefined; [fact: string]: string | number | undefined };

function asJson(level: Level, line: Line, trouble: ErrorFacts | undefined): string {
	const time = new Date().toISOString();
	return JSON.stringify({ level, time, trace: requestId(), ...trouble, ...line });
}

function inWords({ what, code, ...facts }: Line, trouble: ErrorFacts | undefined): string {
	const words = Object.entries(facts).map(([name, fact]) => `${name} ${fact}`);
	const said = [...words, code, trouble && `${trouble.error}: ${trouble.message}`, trouble?.cause];
	const tail = said.filter(Boolean).join(", ");
	return [tail ? `${what}: ${tail}` : what, trouble?.stack].filter(Boolean).join("\n");
}

/** A test listens to the console, and so does whoever took it over. */
function say(level: Level, line: string): void {
	const taken = (console[level] as { plain?: (line: string) => void }).plain;
	(taken ?? console[level])(line);
}

const isProduction = () => process.env.NODE_ENV === "production";
/** Read here and not by env(), which may be what there is to complain of. */
export const format = () => process.env.LOG_FORMAT || (isProduction() ? "json" : "words");
const leastLevel = () => (process.env.LOG_LEVEL || (format() === "json" ? "info" : "warn")) as Level;
