import { once } from "node:events";
import { expect, test, vi } from "vitest";
import { failuresAfter, waitAfter } from "../../stack/serve/backoff.ts";
import { asking, begin, pids, supervised } from "./support/supervise.ts";

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
