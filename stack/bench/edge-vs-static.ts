import { execFile, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { withGetters } from "./getters.ts";
import { withInstances } from "./instances.ts";
import type { Line } from "./line.ts";
import { compare } from "./rounds.ts";
import { officeHours, seedTeachers } from "./school.ts";
import { weeksAhead } from "./weeks.ts";

const connections = 16;
const roundMs = 1_000;

/** A slot list from the edge, beside a file of the same bytes from the same nginx. */
export const edgeVsStatic: Line = {
	name: "edge_slots_vs_static",
	a: "lists/s",
	b: "files/s",
	unit: "ratio",
	aim: { least: 0.9 },
	measure(stage) {
		const path = `/api/slots/teacher/lesson/${weeksAhead(1)[0]}`;
		const { host } = new URL(stage.stack.env.APP_URL);
		const { port } = stage;
		return withInstances(
			stage,
			{ count: 1 },
			() => seedTeachers(stage, ["teacher"], [], officeHours),
			async ({ edgeFolder }) => {
				const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { host } });
				if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
				writeFileSync(join(edgeFolder, "static", "list.json"), await answer.text());
				const both = (rate: (path: string) => Promise<number>) =>
					compare(stage, { a: () => rate(path), b: () => rate("/static/list.json") });
				if (hasWrk()) return both((what) => wrk(`http://127.0.0.1:${port}${what}`));
				return withGetters({ port, host, connections }, (get) =>
					both(async (what) => (await get({ ms: roundMs, paths: [what] })).perSecond),
				);
			},
		);
	},
};

/** nginx answers faster than Node can ask: wrk, where there is one, can. */
const hasWrk = () => spawnSync("wrk", ["--version"], { stdio: "ignore" }).error === undefined;

async function wrk(url: string): Promise<number> {
	const args = [
		"--threads",
		"1",
		"--connections",
		String(connections),
		"--duration",
		`${roundMs / 1_000}s`,
		url,
	];
	const { stdout } = await promisify(execFile)("wrk", args);
	if (/Non-2xx/.test(stdout)) throw new Error(stdout);
	return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
}
