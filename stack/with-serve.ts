import { seedDemoSchool } from "./demo-school.ts";
import { portsFrom } from "./embedded/ports.ts";
import { up } from "./embedded/up.ts";
import { clearLeftovers } from "./rehearsal/leftovers.ts";
import { redisServer } from "./rehearsal/redis.ts";

/** What `npm run serve` and a container stand on, for tests in another process: new data, a demo school, a real Redis. */
export async function withServe(
	options: { port: number; log: (line: string) => void },
	work: (env: Record<string, string>) => Promise<void>,
): Promise<void> {
	const { port, log } = options;
	const redisPort = portsFrom(port).mailbox + 1;
	const redisUrl = `redis://127.0.0.1:${redisPort}`;
	const stack = await up({ name: "serve", port, fresh: true, log, clear: clearLeftovers, redisUrl });
	const closing = [stack.stop];
	try {
		// It refuses where there is no redis-server: by then a database runs, which has to be stopped all the same.
		const redis = redisServer({ folder: stack.folder, port: redisPort });
		closing.push(redis.stop);
		await redis.start();
		await seedDemoSchool(stack.adminUrl);
		// As for people: without a mailbox that anybody may look into.
		const { MAILBOX_URL: _, ...env } = stack.env;
		await work({ ...env, REDIS_URL: redisUrl, PORT: String(port), DATABASE_ADMIN_URL: stack.adminUrl });
	} finally {
		for (const close of closing.reverse()) await close();
	}
}
