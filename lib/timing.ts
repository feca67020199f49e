import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** What a request waits for: a copy kept in Redis, a turn at the pool, the database. */
type Cost = "cache" | "queue" | "db";

const requests = new AsyncLocalStorage<Map<Cost, number>>();

/** Runs a request and says what it waited for, as the value of a Server-Timing header: `queue;dur=0.1, db;dur=2.3`. */
export async function timed(work: () => Promise<Response>): Promise<{ response: Response; timing: string }> {
	const costs = new Map<Cost, number>();
	const response = await requests.run(costs, work);
	return { response, timing: [...costs].map(([cost, ms]) => `${cost};dur=${ms.toFixed(1)}`).join(", ") };
}

/** Counts what a wait took to the request that waits. */
export async function spend<Answer>(cost: Cost, work: () => Promise<Answer>): Promise<Answer> {
	const costs = requests.getStore();
	if (!costs) return work();
	const from = performance.now();
	try {
		return await work();
	} finally {
		costs.set(cost, (costs.get(cost) ?? 0) + performance.now() - from);
	}
}
