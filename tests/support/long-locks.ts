import { type Migration, type Statement, statementsIn, versionOf } from "./contracts.ts";

/** Of these migrations those after `floor` are looked at; a table that came with one after `released` has no rows yet. */
type Looked = { released: string; floor: string; changelog: string };

/**
 * What a migration does that keeps writers waiting while all of a table is read, each as a sentence: a constraint that is
 * checked at once, and an index that nobody could make before by hand, or that the changelog does not tell them to. Only of
 * tables that were there in the release before. See docs/upgrading.md.
 */
export function longLocks(migrations: Migration[], { released, floor, changelog }: Looked): string[] {
	const isAfter = (version: string) => (migration: Migration) => versionOf(migration.name) > version;
	const young = new Set(
		migrations
			.filter(isAfter(released))
			.flatMap(({ text }) => statementsIn(text).flatMap(({ statement }) => made.exec(statement)?.[1] ?? [])),
	);
	const byHand = statementsIn(byHandIn(changelog).join(";\n").concat(";")).map(({ statement }) => statement);
	return migrations.filter(isAfter(floor)).flatMap(({ name, text }) => {
		const all = statementsIn(text);
		const changed = all.flatMap(changesOf).filter(({ table }) => !young.has(table));
		const why = (statement: Statement) => [
			...changesOf(statement)
				.filter(({ table }) => !young.has(table))
				.map(({ change }) => longChange(change, changed)),
			longIndex(statement.statement, { young, changed, byHand }),
		];
		return all.flatMap((each) =>
			why(each).flatMap((said) => (said ? [`${name}.sql:${each.line} ${said}`] : [])),
		);
	});
}

/** What a changelog gives to be run before by hand, statement by statement. */
export const byHandIn = (changelog: string): string[] =>
	[...changelog.matchAll(/^```sql\n([\s\S]*?)^```$/gm)]
		.flatMap(([, block = ""]) => block.split(/;\s*$/m))
		.map((statement) => statement.trim())
		.filter(Boolean);

type Change = { table: string; change: string };

const made = /^create table (?:if not exists )?([^\s(]+)/;
const altered = /^alter table (?:if exists )?(?:only )?(\S+) (.*)$/;
const indexed = /^create (?:unique )?index (if not exists )?\S+ on (?:only )?([^\s(]+)(.*)$/;

function changesOf({ statement }: Statement): Change[] {
	const [, table, changes] = altered.exec(statement) ?? [];
	return table && changes ? apart(changes).map((change) => ({ table, change })) : [];
}

function longChange(change: string, changed: Change[]): string | undefined {
	if (/^add\b.*\b(check|foreign key) ?\(/.test(change) && !/\bnot valid$/.test(change))
		return "checks all rows at once: say `not valid`, and validate it in the migration after";
	const [, validated] = /^validate constraint (\S+)/.exec(change) ?? [];
	if (changed.some((each) => each.change.startsWith(`add constraint ${validated} `)))
		return "validates what it has just added, behind the same lock: that is for the migration after";
}

function longIndex(
	statement: string,
	{ young, changed, byHand }: { young: Set<string>; changed: Change[]; byHand: string[] },
): string | undefined {
	const [, found, table = "", columns = ""] = indexed.exec(statement) ?? [];
	if (!table || young.has(table)) return;
	if (!found) return "makes an index anew that was made by hand: say `if not exists`";
	const isNew = ({ change, ...of }: Change) => {
		const [, column] = /^add (?:column )?(?:if not exists )?(\S+)/.exec(change) ?? [];
		return of.table === table && new RegExp(`\\b${column}\\b`).test(columns);
	};
	if (changed.some(isNew)) return "indexes a column that it adds, so that nobody can make the index before";
	if (!byHand.includes(statement.replace(" index if", " index concurrently if")))
		return "makes an index that CHANGELOG.md does not give to be made before";
}

/** By the commas that stand in no brackets. */
function apart(list: string): string[] {
	let depth = 0;
	let part = "";
	const parts: string[] = [];
	for (const letter of `${list},`) {
		depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
		if (letter === "," && depth === 0) {
			parts.push(part.trim());
			part = "";
		} else part += letter;
	}
	return parts;
}
