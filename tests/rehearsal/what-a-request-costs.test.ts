import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { costsOf, type Sample } from "../../stack/rehearsal/costs/costs.ts";
import { cpuMeter } from "../../stack/rehearsal/cpu.ts";
import { dice } from "../../stack/rehearsal/families/dice.ts";

const known = { join: 5, status: 2, hold: 9, book: 7 };
const base = 30;

/** Three minutes of an opening: people join, then hold and book; with the noise of a machine that others use as well. */
function seconds(
	costs: Record<string, number>,
	counts: (at: number, random: () => number) => Record<string, number>,
) {
	const random = dice(7);
	return Array.from({ length: 180 }, (_, at): Sample => {
		const asked = counts(at, random);
		const spent =
			base + Object.entries(asked).reduce((sum, [route, count]) => sum + count * (costs[route] ?? 0), 0);
		// The kernel counts in hundredths, and a noisy core takes up to a seventh more or less for the same.
		return { seconds: 1, counts: asked, spent: Math.round((spent * (0.85 + 0.3 * random())) / 10) * 10 };
	});
}

const opening = (at: number, random: () => number) => ({
	join: at < 90 ? Math.floor(20 + 20 * random()) : 0,
	status: Math.floor(1 + 2 * random()),
	hold: at > 90 ? Math.floor(40 * random()) : 0,
	book: at > 95 ? Math.floor(30 * random()) : 0,
});

test("what a request of each route costs is found again, and what a second costs", () => {
	const found = costsOf(seconds(known, opening));
	expect(found.base).toBeGreaterThan(15);
	expect(found.base).toBeLessThan(45);
	for (const route of ["join", "hold", "book"] as const) {
		expect(found.byRoute[route]).toBeGreaterThan(known[route] * 0.8);
		expect(found.byRoute[route]).toBeLessThan(known[route] * 1.2);
	}
	expect(found.explained).toBeGreaterThan(0.8);
});

test("of a route that was too rare it is said that nothing can be told, and the sum stays right", () => {
	const samples = seconds({ ...known, cancel: 50 }, (at, random) => ({
		...opening(at, random),
		cancel: at % 60 === 0 ? 1 : 0,
	}));
	const found = costsOf(samples);
	expect(found.byRoute.cancel).toBeNull();
	expect(found.byRoute.join).not.toBeNull();
	expect(explained(samples, found)).toBeCloseTo(1, 1);
});

test("what came in a few seconds only, and much of it, is not charged with those seconds' other work", () => {
	const samples = seconds({ ...known, late: 1 }, (at, random) => ({
		...opening(at, random),
		late: at > 90 && at < 96 ? 25 : 0,
	}));
	expect(costsOf(samples).byRoute.late).toBeNull();
});

test("routes that always come together are not told apart, and cost together what they do", () => {
	const samples = seconds({ page: 6, list: 2 }, (at) => ({ page: at % 40, list: at % 40 }));
	const found = costsOf(samples);
	expect(found.byRoute).toEqual({ list: null, page: null });
	expect(found.rest).toBeGreaterThan(4 * 0.8);
	expect(found.rest).toBeLessThan(4 * 1.2);
});

test("nothing costs less than nothing", () => {
	const samples = seconds({ work: 4 }, (at, random) => ({
		work: Math.floor(30 * random()),
		idle: 30 - (at % 30),
	}));
	const { base: least, byRoute, rest } = costsOf(samples);
	expect(Math.min(least, rest, ...Object.values(byRoute).map((cost) => cost ?? 0))).toBe(0);
});

test("without a second that was looked at, nothing is told", () => {
	expect(costsOf([])).toEqual({ base: 0, byRoute: {}, rest: 0, explained: 1, samples: 0 });
});

test.runIf(process.platform === "linux")(
	"only what this one started is counted, and stays so when it is killed",
	async () => {
		const burn =
			'process.title = "next-server (burns)"; for (const end = Date.now() + 60_000; Date.now() < end; );';
		const look = cpuMeter("/nowhere");
		const ours = spawn(process.execPath, ["-e", burn], { stdio: "ignore" });
		// A shell that is gone at once leaves its child to nobody.
		const orphan = await pidOf(`"${process.execPath}" -e '${burn}' >/dev/null 2>&1 & echo $!`);
		try {
			let { instances = 0 } = look();
			while (instances < 0.3) {
				await pause(100);
				instances = look().instances ?? 0;
			}
			ours.kill("SIGKILL");
			await new Promise((done) => ours.once("exit", done));
			const after = look().instances ?? 0;
			expect(after).toBeGreaterThanOrEqual(instances);
			await pause(500);
			expect(look().instances).toBe(after);
		} finally {
			ours.kill("SIGKILL");
			process.kill(orphan, "SIGKILL");
		}
	},
);

function explained(samples: Sample[], found: ReturnType<typeof costsOf>): number {
	const spent = samples.reduce((sum, sample) => sum + sample.spent, 0);
	const told = samples.reduce(
		(sum, { counts }) =>
			Object.entries(counts).reduce(
				(all, [route, count]) => all + count * (found.byRoute[route] ?? found.rest),
				sum,
			) + found.base,
		0,
	);
	return told / spent;
}

async function pidOf(command: string): Promise<number> {
	const shell = spawn("/bin/sh", ["-c", command], { stdio: ["ignore", "pipe", "ignore"] });
	let said = "";
	shell.stdout.on("data", (text) => (said += text));
	await new Promise((done) => shell.once("close", done));
	return Number(said);
}
