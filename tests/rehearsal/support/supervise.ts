import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished } from "vitest";
import { freePort } from "../../support/free-port.ts";

type Parent = ChildProcessByStdio<Writable, Readable, null>;

/** So many small processes that serve one port, until the test is over; when they do. */
export async function supervised(processes: number, more: Record<string, string> = {}) {
	const begun = await begin(processes, more);
	await begun.said.has(/^open$/m);
	return begun;
}

export async function begin(processes: number, more: Record<string, string> = {}) {
	const port = await freePort();
	const script = fileURLToPath(new URL("supervised.ts", import.meta.url));
	const env = { ...process.env, ...more, PORT: String(port), PROCESSES: String(processes) };
	// A process that vitest is in has a cluster of its own.
	delete (env as Record<string, string>).NODE_UNIQUE_ID;
	const parent: Parent = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
		env,
		stdio: ["pipe", "pipe", "inherit"],
	});
	const agent = new Agent({ keepAlive: true });
	onTestFinished(async () => {
		agent.destroy();
		if (parent.exitCode === null && parent.kill("SIGKILL")) await once(parent, "exit");
	});
	return {
		parent,
		said: saidBy(parent),
		kill: (pid: string, by: NodeJS.Signals) => process.kill(Number(pid), by),
		ask: (path = "/", kept: Agent | false = agent) => ask(`http://127.0.0.1:${port}${path}`, kept),
	};
}

type Ask = (path?: string, kept?: Agent | false) => Promise<{ text: string; connection: string | undefined }>;

function ask(url: string, agent: Agent | false): ReturnType<Ask> {
	return new Promise((done, fail) => {
		get(url, { agent }, (answer) => {
			let text = "";
			answer.on("data", (chunk) => {
				text += chunk;
			});
			answer.on("end", () => done({ text, connection: answer.headers.connection }));
			answer.on("error", () => fail(new Error("broken off")));
		}).on("error", fail);
	});
}

/** The numbers of all processes that answer, in order. */
export async function pids(ask: Ask, wanted: number): Promise<string[]> {
	const found = new Set<string>();
	// Each on a connection of its own: that is what is dealt out.
	while (found.size < wanted) found.add((await ask("/", false)).text.split(" ")[0] as string);
	return [...found].sort();
}

/** Eight who ask all the time for `path`, half of them on connections that they keep. */
export function asking(ask: Ask, path = "/") {
	const answers: string[] = [];
	const failures: string[] = [];
	let over = false;
	const each = Array.from({ length: 8 }, async (_, i) => {
		while (!over) {
			await (i % 2 ? ask(path) : ask(path, false)).then(
				({ text }) => answers.push(text),
				(error) => failures.push(String(error)),
			);
			await new Promise((wake) => setTimeout(wake, 5));
		}
	});
	return {
		async end() {
			over = true;
			await Promise.all(each);
			return { answers, failures };
		},
	};
}

function saidBy({ stdout }: Parent) {
	let said = "";
	stdout.on("data", (chunk) => {
		said += chunk;
	});
	return {
		has: (words: RegExp) => expect.poll(() => said, { timeout: 60_000, interval: 30 }).toMatch(words),
		/** The numbers of all processes that ever began at a place, in order. */
		begun: (place: number) =>
			[...said.matchAll(new RegExp(`^place ${place} begins as (\\d+)$`, "gm"))].map(
				([, pid]) => pid as string,
			),
	};
}
