import type pg from "pg";
import { mend, note, type Verdict, well } from "./finding.ts";

const rounds = 8;

/**
 * Whether a pooler in transaction mode stands between: only then two connections that are open at once are led to one
 * server process, or one is led to another process than before. Where each kept a process of its own, for as many rounds,
 * each holds one: a fleet whose size one knows, in a network of one's own (`isFew`), may do so where the database bears it,
 * with `poolSize` connections an instance, those of its watch among them.
 */
export async function pooler(
	open: () => Promise<pg.Client>,
	{ url, isFew, poolSize }: { url: string; isFew: boolean; poolSize: number },
): Promise<Verdict> {
	const clients: pg.Client[] = [];
	let room = 0;
	try {
		for (let i = 0; i < 3; i++) clients.push(await open());
		const led = new Map<number, pg.Client>();
		for (let round = 0; round < rounds; round++) {
			for (const client of clients) {
				const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
				const pid = rows[0]?.pid ?? 0;
				const others = [...led].some(([other, by]) => (other === pid ? by !== client : by === client));
				if (others) return well("a pooler in transaction mode stands between");
				led.set(pid, client);
			}
		}
		const { rows } = (await clients[0]?.query<{ room: number }>(roomFor)) ?? { rows: [] };
		room = rows[0]?.room ?? 0;
	} finally {
		await Promise.all(clients.map((client) => client.end().catch(() => {})));
	}
	const instances = Math.floor(room / poolSize);
	if (isFew && instances > 0)
		return note(
			`each connection keeps a server process of its own, as a small fleet may: with ${poolSize} connections each this database bears ${instances} instances or processes, and a pooler in transaction mode more`,
		);
	const { port } = new URL(url);
	return mend(
		`each connection keeps a server process of its own, so that a rush of instances uses them up: DATABASE_URL has to lead to a pooler in transaction mode, at Supabase port 6543 (it says ${port || 5432})`,
	);
}

/** What Postgres lets in at once of whoever is no superuser. */
const roomFor = `select current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
	- current_setting('reserved_connections')::integer as room`;
