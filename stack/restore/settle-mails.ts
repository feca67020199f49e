import type pg from "pg";

/** Of the mails that went out: how many this database believed to be still to send, how many it knows, and the rest. */
export type Settled = { settled: number; known: number; unknown: string[] };

/** Message-IDs in what a provider wrote down, whatever stands around them: ours begin with the id of a mail of the outbox. */
export function idsIn(text: string): string[] {
	const ids = text.matchAll(/\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/gi);
	return [...new Set([...ids].map(([, id = ""]) => id.toLowerCase()))];
}

/** Says of mails that they have gone out before, so that none goes twice: app.settle_mails. */
export async function settleMails(database: pg.ClientBase, ids: string[]): Promise<Settled> {
	const { rows } = await database.query<{ answer: Settled }>("select app.settle_mails($1) as answer", [ids]);
	return (rows[0] as { answer: Settled }).answer;
}

/** How many mails would go out as soon as an instance is started. */
export async function mailsDue(database: pg.ClientBase): Promise<number> {
	const { rows } = await database.query<{ due: number }>(
		"select count(*)::integer as due from app.mails where sent_at is null and failed_at is null and due_at <= now()",
	);
	return rows[0]?.due ?? 0;
}
