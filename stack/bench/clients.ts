import { randomUUID } from "node:crypto";
import pg from "pg";
import type { Slot } from "./school.ts";

/** Connections as the server's role, each its own: a pool's query() would drop one after each refusal. */
export async function withClients<T>(
	url: string,
	count: number,
	work: (clients: pg.Client[]) => Promise<T>,
): Promise<T> {
	const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
	try {
		await Promise.all(clients.map((client) => client.connect()));
		return await work(clients);
	} finally {
		await Promise.all(clients.map((client) => client.end().catch(() => {})));
	}
}

/** Every client acts again as soon as it has its answer, for `ms`. Gives acts a second. */
export async function rate(
	clients: pg.Client[],
	ms: number,
	act: (client: pg.Client) => Promise<unknown>,
): Promise<number> {
	let acts = 0;
	const from = performance.now();
	await Promise.all(
		clients.map(async (client) => {
			for (; performance.now() < from + ms; acts++) await act(client);
		}),
	);
	return (acts * 1_000) / (performance.now() - from);
}

/** One booking by somebody new, in the words of lib/db.ts: one statement. Rejects with the SQLSTATE of a refusal. */
export function book(client: pg.Client, { teacher, startsAt }: Slot): Promise<unknown> {
	const who = randomUUID();
	return client.query("select api.book_slot($1, $2, $3, $4, $5, $6, $7) as answer", [
		who,
		teacher,
		"lesson",
		startsAt,
		`Booker ${who}`,
		`${who}@booker.example`,
		"UTC",
	]);
}
