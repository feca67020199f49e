import type pg from "pg";

/** What the watch would find broken just now, as it looks in each minute. */
export async function watchedLaws(admin: pg.Client): Promise<Record<string, number>> {
	const { rows } = await admin.query(
		`select app.broken_laws(app.touched_lately(since, 2000), since, 2000) as broken
		from (select now() - interval '150 seconds' as since) as looked`,
	);
	return rows[0].broken;
}

/** Finds what is broken while something is as it must not be, and leaves all as it was. */
export async function foundBy(admin: pg.Client, plant: string, values: unknown[] = []): Promise<string[]> {
	await admin.query("begin");
	try {
		for (const statement of plant.split(";")) {
			const used = values.filter((_, i) => statement.includes(`$${i + 1}`));
			const { rowCount, command } = await admin.query(statement, used);
			// A fault that touches nothing proves nothing.
			if (/^(UPDATE|DELETE|INSERT)$/.test(command) && !rowCount) throw new Error(`no row: ${statement}`);
		}
		return Object.keys(await watchedLaws(admin)).sort();
	} finally {
		await admin.query("rollback");
	}
}
