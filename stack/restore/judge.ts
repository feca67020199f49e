import type pg from "pg";
import { catalogue, differences } from "../catalogue.ts";
import { migrationVersions } from "../embedded/migrate.ts";
import type { Call } from "../rehearsal/call.ts";
import { check } from "../rehearsal/checker/check.ts";
import { count, verdictOf } from "../rehearsal/checker/finding.ts";
import type { Verdict } from "../rehearsal/run.ts";
import { checkDatabase } from "./check-database.ts";

/** What is known of a database from before it was lost. */
export type Known = {
	/** All calls until the point, as untilPoint() has them. */
	calls: Call[];
	opening: string;
	promises: string[];
	/** As of catalogue(). */
	catalogue: string[];
};

/** All that is to be said of a database that was restored: each law, by who booked; and whether all of it came along. */
export async function judgeRestored(database: pg.ClientBase, known: Known): Promise<Verdict[]> {
	const found = await checkDatabase(database, migrationVersions());
	const { ours, theirs } = differences(known.catalogue, await catalogue(database));
	const checked = await check({ ...known, database });
	return [
		...found.map(verdictOf),
		{
			name: "Schemas, constraints and rights are those from before",
			kept: ours.length + theirs.length === 0,
			figure:
				ours.length + theirs.length === 0
					? `${count(known.catalogue.length)} lines of the catalogue`
					: [...ours.map((line) => `lost: ${line}`), ...theirs.map((line) => `new: ${line}`)]
							.slice(0, 3)
							.join("; "),
		},
		// Of what there was nothing to look at, nothing was proved.
		...checked.verdicts.filter(
			({ name, kept, figure }) => !(kept && /^0 /.test(figure)) && !found.some((each) => each.name === name),
		),
	];
}

/** Rows of all tables of app, and of those the bookings. */
export async function rowsIn(database: pg.ClientBase): Promise<{ all: number; bookings: number }> {
	const { rows: tables } = await database.query<{ name: string }>(`
		select quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'app' and c.relkind in ('r', 'p')`);
	const each = tables.map(({ name }) => `(select count(*) from app.${name})`);
	const { rows } = await database.query<{ all: number; bookings: number }>(
		`select (${each.join(" + ")})::integer as all, (select count(*) from app.bookings)::integer as bookings`,
	);
	return rows[0] ?? { all: 0, bookings: 0 };
}
