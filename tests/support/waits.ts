import type pg from "pg";

/** Resolves once this connection's statement waits for a lock. */
export async function waits(admin: pg.Client, client: pg.Client): Promise<void> {
	const { processID } = client as pg.Client & { processID: number };
	for (;;) {
		const { rows } = await admin.query(
			"select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = $1",
			[processID],
		);
		if (rows[0]?.waits) return;
		await new Promise((wake) => setTimeout(wake, 10));
	}
}
