import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect } from "vitest";

export type Serving = {
	url: string;
	port: number;
	process: ChildProcess;
	/** Waits until it has said so. */
	has(words: RegExp, ms?: number): Promise<void>;
	health(): Promise<{ status: number; ready: boolean; processes: { place: number; pid: number }[] }>;
	/** Its exit code, when it has ended. */
	ended(): Promise<number | null>;
};

const itself = [process.execPath, "--disable-warning=ExperimentalWarning", "stack/serve.ts"];

/**
 * `npm run serve` with these words after it, on a port of its own; or another `command` that begins it. It builds first, where
 * nothing is built.
 */
export async function serving(words: string[], command: string[] = itself): Promise<Serving> {
	const port = await freePorts();
	const env = { ...process.env, NEXT_DIST_DIR: ".next-serve-test", PORT: String(port) };
	// Vitest says that it is a test, and an app for people is none.
	for (const name of ["NODE_ENV", "VITEST", "TEST_PART", "DATABASE_ADMIN_URL"]) delete (env as Given)[name];
	const [program = "", ...args] = [...command, ...words];
	const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk) => {
			said += chunk;
		});
	const ended = once(child, "exit").then(([code]) => code as number | null);
	return {
		...{ url: `http://127.0.0.1:${port}`, port, process: child },
		async has(wanted, ms = 90_000) {
			for (
				const deadline = Date.now() + ms;
				!wanted.test(said);
				await new Promise((wake) => setTimeout(wake, 50))
			)
				if (Date.now() > deadline || child.exitCode !== null) expect(said).toMatch(wanted);
		},
		async health() {
			const answer = await fetch(`http://127.0.0.1:${port + 1}/`);
			return { status: answer.status, ...((await answer.json()) as object) } as never;
		},
		ended: () => ended,
	};
}

type Given = Record<string, string | undefined>;

/** The first of two neighbours that are free: the app's, and that of its health. */
async function freePorts(): Promise<number> {
	const listening = (port: number) =>
		new Promise<ReturnType<typeof createServer>>((up, fail) => {
			const server = createServer().once("error", fail);
			server.listen(port, "127.0.0.1", () => up(server));
		});
	for (;;) {
		const first = await listening(0);
		const { port } = first.address() as AddressInfo;
		const second = await listening(port + 1).catch(() => undefined);
		for (const each of [first, second]) each?.close();
		if (second) return port;
	}
}
