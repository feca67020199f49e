// Sought from where a word begins, or a long one would be looked at once for each of its letters.
const address =
	/(?<![\p{L}\p{N}.!#$%&*+?^_{|}~-])[\p{L}\p{N}.!#$%&*+?^_{|}~-]+@[\p{L}\p{N}][\p{L}\p{N}.-]*/gu;
const mostLetters = 8_000;
/** A reference, a token, a link's signature. An id of ours is shorter, and says nothing to anybody else. */
const key = /[\w-]{43,}/g;
const quoted = /(["'`“‘])(?:(?!\1|[”’]).)*(?:\1|[”’]|$)/gs;

/** A text without addresses of mail and without keys, and no longer than anybody reads. */
export function unnamed(text: string): string {
	return text.slice(0, mostLetters).replace(address, "…").replace(key, "…");
}

/** What is known of an error, in words that were not typed by anybody. */
export type ErrorFacts = { error: string; code?: string; message: string; stack?: string; cause?: string };

/**
 * What went wrong, without what it went wrong with: an error quotes what it was given, and Postgres tells the failing row
 * beside it, names and addresses and all.
 */
export function errorFacts(error: unknown): ErrorFacts {
	if (!(error instanceof Error)) return { error: typeof error, message: unquoted(String(error)) };
	const { code } = error as Error & { code?: unknown };
	const cause = error.cause instanceof Error ? errorFacts(error.cause) : undefined;
	const stack = framesOf(error);
	return {
		error: [error.name, typeof code === "string" && code].filter(Boolean).join(" "),
		...(typeof code === "string" && { code }),
		message: messageOf(error),
		...(stack && { stack }),
		...(cause && { cause: `${cause.error} ${cause.message}` }),
	};
}

/** Where it was, in our code and in that of SQL, which begins with its function's name. */
function framesOf({ stack, where }: Error & { where?: unknown }): string {
	const frames = stack?.match(/^\s+at .*/gm)?.slice(0, 15) ?? [];
	const [verb = ""] = /^PL\/pgSQL function [\w.]+/.exec(String(where ?? "")) ?? [];
	return unnamed([...frames, verb].filter(Boolean).join("\n"));
}

/** Of Postgres only what names no value: which constraint, table or function it was, or why it is away. Its other codes say enough. */
function messageOf({
	name,
	message,
	code,
	severity,
}: Error & { code?: unknown; severity?: unknown }): string {
	if (severity) return /^(08|23|25|40|42|53|55|57)/.test(String(code)) ? unnamed(message) : "…";
	// These quote the names of variables.
	return name === "TypeError" || name === "ReferenceError" ? unnamed(message) : unquoted(message);
}

const unquoted = (text: string) => unnamed(text.slice(0, mostLetters).replace(quoted, "$1…$1"));
