/** A migration, `name` as its file's without the ending. */
export type Migration = { name: string; text: string };

/**
 * What a migration takes away that a build of the release before may still ask for, each as a sentence: unless the line before
 * says `-- contract: <migration>`, naming one that came with that release already and gave what is asked for instead.
 * `newest` is the last migration of that release; up to it nothing is looked at. See docs/upgrading.md.
 */
export function brokenContracts(migrations: Migration[], newest: string): string[] {
	const known = new Set(migrations.map(({ name }) => name));
	return migrations
		.filter(({ name }) => versionOf(name) > newest)
		.flatMap(({ name, text }) =>
			statementsIn(text).flatMap(({ comments, statement, line }) => {
				const taken = takenAway.find(([pattern]) => pattern.test(statement))?.[1];
				if (!taken) return [];
				const where = `${name}.sql:${line} ${taken}`;
				const [, expanded] = /^-- contract: (\S+?)(?:\.sql)?$/m.exec(comments) ?? [];
				if (!expanded) return [`${where}, which the release before may still ask for`];
				if (!known.has(expanded)) return [`${where}, and there is no migration ${expanded}`];
				return versionOf(expanded) > newest
					? [`${where}, and ${expanded} is not released yet: take it away in the release after`]
					: [];
			}),
		);
}

const takenAway: [pattern: RegExp, what: string][] = [
	[/^drop (function|procedure|routine|aggregate)\b/, "drops a function"],
	[
		/^drop (table|view|materialized view|type|domain|schema|sequence|extension)\b/,
		"drops what others may use",
	],
	[/^alter (table|type)\b.*\bdrop (column|attribute)\b/, "drops a column"],
	[/^alter table\b.*\bdrop (?!constraint|default|not null|identity|expression|column)\w+/, "drops a column"],
	[/^alter\b.*\brename\b/, "renames"],
	[/^alter\b.*\bset schema\b/, "moves to another schema"],
	[/^alter table\b.*\balter (column )?\S+ (set data )?type\b/, "changes a column's type"],
	[/^revoke\b.*\bfrom firstbell_server\b/, "takes a right from the app's role"],
];

/** The digits that its name begins with. */
export const versionOf = (name: string) => name.split("_")[0] ?? "";

export type Statement = { comments: string; statement: string; line: number };

/** Each statement in lower case on one line, without what is quoted in it, and with the comments that stand before it. */
export function statementsIn(text: string): Statement[] {
	const found: Statement[] = [];
	let comments = "";
	let statement = "";
	let line = 0;
	let at = 1;
	for (const [token] of text.matchAll(tokens)) {
		const isQuoted = /^['$]/.test(token) && token.length > 1;
		if (token.startsWith("--") && !statement.trim()) comments += `${token}\n`;
		else if (token === ";") {
			found.push({ comments, statement: plain(statement), line });
			comments = "";
			statement = "";
		} else if (!/^(--|\/\*)/.test(token)) {
			if (!statement.trim() && token.trim()) line = at;
			if (isQuoted && /^do( language \w+)?$/.test(plain(statement))) found.push(...done(token, comments, at));
			// What is put together is run as well.
			statement += !isQuoted ? token : /^execute\b/.test(atOnce(statement)) ? unquoted(token) : "''";
		}
		at += token.split("\n").length - 1;
	}
	return found;
}

/** What a `do` does at once: its block's statements, which its own comments speak for as well. */
const done = (block: string, comments: string, from: number): Statement[] =>
	statementsIn(unquoted(block)).map((each) => ({
		comments: comments + each.comments,
		statement: atOnce(each.statement).replace(/^execute\s*(format\s*)?\(?\s*/, ""),
		line: from + each.line - 1,
	}));

const plain = (statement: string) => statement.trim().replace(/\s+/g, " ").toLowerCase();
/** Without the words of a block that may stand before it. */
const atOnce = (statement: string) => plain(statement).replace(/^.*\b(begin|then|else|loop)\b /, "");
const unquoted = (token: string) =>
	token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") : token.replace(/^\$\w*\$|\$\w*\$$/g, "");

/** Comments, dollar-quoted bodies, strings, quoted names, ends of statements, and all else. */
const tokens =
	/--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"[^"]*"|;|\s+|[^\s;'"$/-]+|[\s\S]/g;
