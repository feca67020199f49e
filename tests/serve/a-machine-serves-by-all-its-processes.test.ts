import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cronsToCall } from "../../stack/embedded/cron.ts";
import { startCrons } from "../../stack/serve/crons.ts";
import { newSchool, rows } from "../api/support/school.ts";
import { rush } from "./support/bookers.ts";
import { type Serving, serving } from "./support/serving.ts";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 1_200_000 });

const people = 8;
let app: Serving;
beforeAll(async () => {
	app = await serving(["--processes", "2"]);
	await app.has(/Firstbell is open/, 1_100_000);
});
afterAll(async () => {
	if (app.process.exitCode === null && app.process.kill("SIGKILL")) await once(app.process, "exit");
});

test("it says how many there are, and each is ready", async () => {
	const { status, ready, processes } = await app.health();
	expect({ status, ready, places: processes.map(({ place }) => place) }).toEqual({
		...{ status: 200, ready: true, places: [1, 2] },
	});
	expect(await (await fetch(`${app.url}/api/ready`)).json()).toEqual({
		...{ ready: true, database: true, migrations: true, redis: true },
	});
	// Those of the demo school, whom its build did not know.
	expect(await (await fetch(app.url)).text()).toContain("/t/");
});

test("what is edited at one process is seen at each, a copy of a page included", async () => {
	const { teachers } = await newSchool();
	const page = `${app.url}/t/${teachers[0]?.handle}`;
	const text = async () => (await fetch(page, { headers: { connection: "close" } })).text();
	expect(await text()).toContain(teachers[0]?.name);
	await rows("update app.teachers set name = 'Renamed since' where handle = $1", [teachers[0]?.handle]);
	const secret = process.env.CRON_SECRET;
	const renewed = await fetch(`${app.url}/api/revalidations`, {
		method: "POST",
		headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
		body: JSON.stringify({ handles: [teachers[0]?.handle] }),
	});
	expect(renewed.ok).toBe(true);
	// Asked eight times, on connections that are dealt out in turn.
	await expect
		.poll(
			async () =>
				(await Promise.all(Array.from({ length: 8 }, text))).every((each) => each.includes("Renamed since")),
			{ timeout: 10_000 },
		)
		.toBe(true);
});

test("one that is killed has a successor, and who was at it books by asking again", async () => {
	const { teacher, crowd } = await begin();
	await pause(1_000);
	const [killed] = (await app.health()).processes;
	process.kill(killed?.pid ?? 0, "SIGKILL");
	await app.has(new RegExp(`\\(${killed?.pid}\\) ended by itself \\(SIGKILL\\)`));
	await expect.poll(async () => (await app.health()).processes.length, { timeout: 60_000 }).toBe(2);
	expect((await app.health()).processes.map(({ pid }) => pid)).not.toContain(killed?.pid);
	await pause(1_000);
	const { booked, failures } = await crowd.end();
	// No more than what was on its way at that one.
	expect(failures.length, failures.join("\n")).toBeLessThanOrEqual(people);
	await each(booked, teacher);
});

test("a restart fails nobody", async () => {
	const { teacher, crowd } = await begin();
	const before = (await app.health()).processes.map(({ pid }) => pid);
	app.process.kill("SIGHUP");
	await app.has(/Restarted\./);
	const after = (await app.health()).processes.map(({ pid }) => pid);
	expect(after.filter((pid) => before.includes(pid))).toEqual([]);
	const { booked, failures } = await crowd.end();
	expect(failures).toEqual([]);
	await each(booked, teacher);
});

test("what is due is called by the clock, with the secret, and nothing else", async () => {
	const called = new Map<string, string | undefined>();
	const server = createServer(({ url, headers }, answer) => {
		called.set(url ?? "", headers.authorization);
		answer.end();
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const stop = startCrons({ appUrl: `http://127.0.0.1:${port}`, secret: "s", log: () => {} });
	await pause(61_000);
	stop();
	server.close();
	const minutely = cronsToCall().filter(({ schedule }) => schedule === "* * * * *");
	for (const { path } of minutely) expect(called.get(path), path).toBe("Bearer s");
	// Of the others those whose minute it was.
	expect(cronsToCall().map(({ path }) => path)).toEqual(expect.arrayContaining([...called.keys()]));
	expect(called.size).toBeLessThan(cronsToCall().length);
});

test("asked to stop, it answers all that it has taken, and says meanwhile that it is leaving", async () => {
	const { teacher, crowd } = await begin();
	await pause(1_000);
	app.process.kill("SIGTERM");
	await pause(300);
	expect((await app.health()).status).toBe(503);
	const { booked, failures } = await crowd.end();
	expect(failures).toEqual([]);
	await each(booked, teacher);
	expect(await app.ended()).toBe(0);
	await expect(fetch(app.url)).rejects.toThrow();
});

async function begin() {
	const { teachers } = await newSchool();
	const teacher = teachers[0]?.handle ?? "";
	return { teacher, crowd: rush({ teacher, people, url: app.url }) };
}

/** Each that was told "booked" is, once, and nothing else is. */
async function each(booked: string[], teacher: string): Promise<void> {
	expect(booked.length).toBeGreaterThan(0);
	expect(new Set(booked).size).toBe(booked.length);
	const [{ count } = { count: -1 }] = await rows<{ count: number }>(
		`select count(*)::int from app.bookings b join app.appointments a on a.id = b.appointment_id
		 join app.teachers t on t.id = a.teacher_id where t.handle = $1 and b.state = 'confirmed'`,
		[teacher],
	);
	expect(count).toBe(booked.length);
}
