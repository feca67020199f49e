import { createServer, type Socket } from "node:net";

const names = {
	postgres: ["DATABASE_URL", "DATABASE_READ_URL", "DATABASE_ADMIN_URL"],
	smtp: ["SMTP_URL"],
	redis: ["REDIS_URL"],
	http: ["APP_URL", "SUPABASE_URL", "UPSTASH_REDIS_REST_URL", "MAILBOX_URL"],
};

/**
 * Has this process's environment name servers of somebody else, as an operator's may, and counts who comes to them. `stop`
 * puts the environment back.
 */
export async function startStrangers(): Promise<{ knocks(): number; stop(): Promise<void> }> {
	let knocks = 0;
	const server = createServer((socket: Socket) => {
		knocks++;
		socket.destroy();
	});
	await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
	const { port } = server.address() as { port: number };
	const before = { ...process.env };
	for (const [scheme, variables] of Object.entries(names))
		for (const name of variables) process.env[name] = `${scheme}://somebody:else@127.0.0.1:${port}/theirs`;
	return {
		knocks: () => knocks,
		async stop() {
			for (const name of Object.values(names).flat())
				if (before[name] === undefined) delete process.env[name];
				else process.env[name] = before[name];
			await new Promise((done) => server.close(done));
		},
	};
}
