import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { Agent, get } from "node:http";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { failuresAfter, waitAfter } from "../../stack/serve/backoff.ts";
import { freePort } from "../support/free-port.ts";

// A process takes its seconds to begin where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

test("one that is killed has a successor, and all others answer meanwhile", async () => {
	const { ask, said, kill } = await supervised(2);
	const first = await pids(ask, 2);
	kill(first[0] as string, "SIGKILL");
	await said.has(/ended by itself \(SIGKILL\): another in 0.25 s/);
	await said.has(/process \d \(\d+\) takes visitors/);
	const second = await pids(ask, 2);
	expect(second).toContain(first[1]);
	expect(second).not.toContain(first[0]);
});

test("a restart fails nobody, and who asks again is answered by the next edition", async () => {
	const { ask, said, parent } = await supervised(2);
	const crowd = asking(ask);
	expect((await ask()).text).toMatch(/ 1$/);
	parent.kill("SIGUSR2");
	await said.has(/Restarted\./);
	await new Promise((wake) => setTimeout(wake, 300));
	const { answers, failures } = await crowd.end();
	expect(failures).toEqual([]);
	expect(new Set(answers.map((each) => each.split(" ")[1]))).toEqual(new Set(["1", "2"]));
	expect((await ask()).text).toMatch(/ 2$/);
});

test("who is sent to one just as it closes is answered by another", async () => {
	const { ask, said, parent } = await supervised(2, { STUCK: "1" });
	const crowd = asking(ask);
	parent.kill("SIGUSR2");
	await said.has(/Restarted\./);
	// Nobody is still waiting: this would not end.
	expect((await crowd.end()).failures).toEqual([]);
});

test("one that is killed between its word and the answer to it is missed, and ends nobody else", async () => {
	const { ask, said, parent } = await supervised(2);
	await ask("/killed", false);
	parent.stdin.write("busy\n");
	await said.has(/ended by itself \(SIGKILL\): another in 0.25 s/);
	await said.has(/process \d \(\d+\) takes visitors/);
	await pids(ask, 2);
	expect(parent.exitCode).toBe(null);
});

test("where the new ones do not start, the old ones go on", async () => {
	const { ask, said, parent } = await supervised(2);
	const before = await pids(ask, 2);
	parent.stdin.write("break\n");
	await said.has(/heard/);
	parent.kill("SIGUSR2");
	await said.has(/Not restarted: .*exit code 1.*the old ones go on/);
	expect(await pids(ask, 2)).toEqual(before);
});

test("one that has been asked to stop answers first what it was asked, and takes connections away politely", async () => {
	const { ask, parent } = await supervised(1);
	const slow = ask("/slow");
	await new Promise((wake) => setTimeout(wake, 100));
	const kept = await ask();
	expect(kept.connection).toBe("keep-alive");
	parent.kill("SIGTERM");
	await new Promise((wake) => setTimeout(wake, 200));
	expect((await ask()).connection).toBe("close");
	expect((await slow).text).toMatch(/ 1$/);
	const [code] = await once(parent, "exit");
	expect(code).toBe(0);
	await expect(ask()).rejects.toThrow();
});

test("what cannot start at all is said at once", async () => {
	const { parent, said } = await begin(2, { BROKEN: "1" });
	await said.has(/The app would not start \(exit code 1\)/);
	expect(parent.exitCode ?? (await once(parent, "exit"))[0]).toBe(1);
});

test("one that fails at its start is tried less and less often, and one that served for long at once", () => {
	expect([1, 2, 3, 4].map(waitAfter)).toEqual([250, 500, 1_000, 2_000]);
	expect(waitAfter(50)).toBe(30_000);
	expect(failuresAfter(7, 1_000)).toBe(8);
	expect(failuresAfter(7, 60_000)).toBe(1);
});

type Parent = ChildProcessByStdio<Writable, Readable, null>;

async function supervised(processes: number, more: Record<string, string> = {}) {
	const begun = await begin(processes, more);
	await begun.said.has(/^open$/m);
	return begun;
}

async function begin(processes: number, more: Record<string, string> = {}) {
	const port = await freePort();
	const script = fileURLToPath(new URL("support/supervised.ts", import.meta.url));
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
			answer.on("error", fail);
		}).on("error", fail);
	});
}

/** The numbers of all processes that answer, in order. */
async function pids(ask: Ask, wanted: number): Promise<string[]> {
	const found = new Set<string>();
	// Each on a connection of its own: that is what is dealt out.
	while (found.size < wanted) found.add((await ask("/", false)).text.split(" ")[0] as string);
	return [...found].sort();
}

/** Eight who ask all the time, half of them on connections that they keep. */
function asking(ask: Ask) {
	const answers: string[] = [];
	const failures: string[] = [];
	let over = false;
	const each = Array.from({ length: 8 }, async (_, i) => {
		while (!over) {
			await (i % 2 ? ask() : ask("/", false)).then(
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
	};
}
