import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { newSchool } from "../api/support/school.ts";
import { rush } from "./support/bookers.ts";
import { type Serving, serving } from "./support/serving.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 1_200_000 });

const unit = readFileSync("docs/self-hosting.md", "utf8");
const said = (name: string) => new RegExp(`^${name}=(.+)$`, "m").exec(unit)?.[1] ?? "";
/** Where the unit has them, with this project and this Node in their places. */
const begin = said("ExecStart")
	.replace(said("WorkingDirectory"), process.cwd())
	.replace("/usr/bin/node", process.execPath)
	.split(" ");

let service: Serving;
beforeAll(async () => {
	service = await serving(["--processes", "2"], begin);
	await service.has(/Firstbell is open/, 1_100_000);
});
afterAll(async () => {
	if (service.process.exitCode === null && service.process.kill("SIGKILL"))
		await once(service.process, "exit");
});

test("the unit of systemd begins what passes signals on, and leaves it the time to say farewell", () => {
	expect(said("KillMode")).toBe("mixed");
	expect(said("ExecReload")).toBe("/bin/kill -HUP $MAINPID");
	// Thirty seconds of patience, and what comes before and after.
	expect(Number(said("TimeoutStopSec"))).toBeGreaterThan(35);
	expect(said("ExecStart")).not.toContain("npm");
});

test("reloaded, it replaces its processes one by one", async () => {
	const before = (await service.health()).processes.map(({ pid }) => pid);
	service.process.kill("SIGHUP");
	await service.has(/Restarted\./);
	const after = (await service.health()).processes.map(({ pid }) => pid);
	expect(after.filter((pid) => before.includes(pid))).toEqual([]);
});

test("its first process alone is told to stop, and all that was asked of the others is answered", async () => {
	const { teachers } = await newSchool();
	const crowd = rush({ teacher: teachers[0]?.handle ?? "", people: 4, url: service.url });
	await pause(1_000);
	const { processes } = await service.health();
	service.process.kill("SIGTERM");
	await pause(300);
	expect((await service.health()).status).toBe(503);
	const { booked, failures } = await crowd.end();
	expect(failures).toEqual([]);
	expect(booked.length).toBeGreaterThan(0);
	expect(await service.ended()).toBe(0);
	// Nobody is left for systemd to end.
	for (const { pid } of processes) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});
