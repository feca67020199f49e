import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { asking, pids, supervised } from "./support/supervise.ts";

// A process takes its seconds to begin where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

/** So long between that a process has begun and that it takes visitors: what comes meanwhile comes within that. */
const slow = { SLOW: "1500" };

type Supervised = Awaited<ReturnType<typeof supervised>>;

/** Waits until so many have begun at the first place, and gives the last of them, which takes no visitors yet. */
async function begins({ said }: Supervised, count: number): Promise<string> {
	await expect.poll(() => said.begun(1).length, { timeout: 60_000, interval: 30 }).toBe(count);
	return said.begun(1).at(-1) as string;
}

function lives(pid: string): boolean {
	try {
		return process.kill(Number(pid), 0);
	} catch {
		return false;
	}
}

/** Those that live are those that are answered by, and each place has one. */
async function expectOneEach({ said, ask }: Supervised, places: number): Promise<void> {
	for (let place = 1; place <= places; place++) expect(said.begun(place).filter(lives)).toHaveLength(1);
	const living = Array.from({ length: places }, (_, i) => said.begun(i + 1).filter(lives)).flat();
	expect(await pids(ask, places)).toEqual(living.sort());
}

test("one that dies while its successor begins has no second one", async () => {
	const served = await supervised(2, slow);
	const { said, parent, kill } = served;
	const [first] = said.begun(1);
	parent.kill("SIGUSR2");
	await begins(served, 2);
	kill(first as string, "SIGKILL");
	await said.has(/ended by itself \(SIGKILL\)/);
	// By then the second place was replaced too, which takes longer than to fill the first.
	await said.has(/Restarted\./);
	await expectOneEach(served, 2);
});

test("a restart that comes while a dead one's successor begins replaces that one", async () => {
	const served = await supervised(2, slow);
	const { said, parent, kill, ask } = served;
	kill(said.begun(1)[0] as string, "SIGKILL");
	const successor = await begins(served, 2);
	parent.kill("SIGUSR2");
	await said.has(/Restarted\./);
	await expectOneEach(served, 2);
	expect(said.begun(1).at(-1)).not.toBe(successor);
	expect((await ask("/", false)).text).toMatch(/ 2$/);
});

test("where one dies while a successor begins that cannot, it has one that can", async () => {
	const served = await supervised(2, slow);
	const { said, parent, kill } = served;
	parent.stdin.write("break\n");
	await said.has(/heard/);
	parent.kill("SIGUSR2");
	await begins(served, 2);
	kill(said.begun(1)[0] as string, "SIGKILL");
	await said.has(/Not restarted: .*exit code 1/);
	await said.has(/process 1 \(\d+\) takes visitors/);
	await expectOneEach(served, 2);
});

test("a place that is empty when a restart fails is filled as it would have been", async () => {
	const served = await supervised(2);
	const { said, parent, kill } = served;
	parent.stdin.write("break\n");
	await said.has(/heard/);
	for (let deaths = 1; deaths <= 4; deaths++) {
		const pid = await begins(served, deaths);
		await said.has(deaths === 1 ? /^open$/m : new RegExp(`\\(${pid}\\) takes visitors`));
		kill(pid, "SIGKILL");
		await said.has(new RegExp(`\\(${pid}\\) ended by itself`));
	}
	// For two seconds from now on nobody is there.
	await said.has(/another in 2 s/);
	parent.kill("SIGUSR2");
	await said.has(/Not restarted: .*exit code 1.*the old ones go on/);
	const filled = await begins(served, 6);
	await said.has(new RegExp(`\\(${filled}\\) takes visitors`));
	await expectOneEach(served, 2);
});

test("asked to stop while a successor begins, no answer that was begun is broken off, and nobody is left", async () => {
	const served = await supervised(2, slow);
	const { said, parent, kill, ask } = served;
	kill(said.begun(1)[0] as string, "SIGKILL");
	await begins(served, 2);
	const crowd = asking(ask, "/long");
	parent.kill("SIGTERM");
	const [code] = await once(parent, "exit");
	const { answers, failures } = await crowd.end();
	expect(code).toBe(0);
	expect(answers.length).toBeGreaterThan(8);
	expect(failures.filter((why) => /broken off/.test(why))).toEqual([]);
	await expect.poll(() => [...said.begun(1), ...said.begun(2)].filter(lives)).toEqual([]);
});
