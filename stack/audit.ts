import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { projectRoot } from "./embedded/data-folder.ts";

/**
 * `npm run audit`: asks the registry what is known against the packages in the lock. Exits 1 where something that a deployment runs is
 * over the budget: nothing high, nothing critical. What is lower, or only builds and tests, is told and changes nothing. Where the
 * registry does not answer that question, as without a network or behind a mirror, it says so, and exits 0, or 1 with `--must`.
 */
const budget = ["high", "critical"];

const Report = z.object({
	vulnerabilities: z.record(
		z.string(),
		z.object({
			severity: z.string(),
			via: z.array(z.union([z.string(), z.object({ title: z.string(), url: z.string() })])),
			/** Where in node_modules it stands, as the lock names it. */
			nodes: z.array(z.string()),
		}),
	),
});
type Found = { said: string; deployed: boolean; over: boolean };

if (import.meta.main) {
	const all = ask();
	for (const { said, deployed, over } of all ?? [])
		console.log(`${over ? "OVER THE BUDGET" : deployed ? "deployed:" : "builds and tests alone:"} ${said}`);
	const over = all?.filter((each) => each.over).length ?? 0;
	if (!all)
		console.log(
			"Not audited: the registry does not say here what is known against packages. Run this where it does.",
		);
	else if (over)
		console.log(`${over} of what a deployment runs with a known weakness that is high. Take newer ones.`);
	else console.log("Audited: nothing high is known against what a deployment runs.");
	process.exit(over || (!all && process.argv.includes("--must")) ? 1 : 0);
}

/** What npm has found; undefined where it could not ask. */
function ask(): Found[] | undefined {
	const { stdout } = spawnSync("npm", ["audit", "--json", "--package-lock-only"], {
		cwd: projectRoot,
		encoding: "utf8",
		timeout: 120_000,
		maxBuffer: 64 * 1024 * 1024,
		shell: process.platform === "win32",
	});
	const read = Report.safeParse(parsed(stdout));
	if (!read.success) return undefined;
	const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")).packages as Record<
		string,
		{ dev?: boolean }
	>;
	return Object.entries(read.data.vulnerabilities)
		.map(([name, { severity, via, nodes }]) => {
			const why = via.map((each) => (typeof each === "string" ? `by ${each}` : `${each.title}, ${each.url}`));
			const deployed = nodes.some((node) => !lock[node]?.dev);
			return {
				said: `${name} (${severity}): ${why.join("; ")}`,
				deployed,
				over: deployed && budget.includes(severity),
			};
		})
		.sort((a, b) => Number(b.over) - Number(a.over) || (a.said < b.said ? -1 : 1));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
