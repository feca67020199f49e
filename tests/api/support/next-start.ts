import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { send } from "./ask.ts";

export type NextStart = {
	url: string;
	/** As `send` of ask.ts, to this one; waits until it answers at all. */
	send: typeof send;
	/** All that it has said so far. */
	said(): string;
	/** How it ended by itself, and all that it said. */
	ended(): Promise<{ code: number | null; said: string }>;
};

type Environment = Record<string, string>;

/** `next start` on the build that is being tested, with some of its environment changed, by its address if need be, until the test is over. */
export async function nextStart(changed: Environment | ((url: string) => Environment)): Promise<NextStart> {
	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const more = typeof changed === "function" ? changed(url) : changed;
	const next = join("node_modules", "next", "dist", "bin", "next");
	const child = spawn(process.execPath, [next, "start", "--port", String(port), "--hostname", "127.0.0.1"], {
		env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...more },
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	const closed = once(child, "close");
	onTestFinished(async () => {
		if (lives(child) && child.kill()) await closed;
	});
	return {
		url,
		async send(method, path, options) {
			for (;;) {
				try {
					return await send(method, path, options, url);
				} catch (error) {
					if (!lives(child)) throw new Error(`it ended: ${said}`, { cause: error });
					await new Promise((wake) => setTimeout(wake, 100));
				}
			}
		},
		said: () => said,
		async ended() {
			const [code] = await closed;
			return { code, said };
		},
	};
}

const lives = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	await new Promise((done) => server.close(done));
	return port;
}
