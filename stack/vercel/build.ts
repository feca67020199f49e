import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { projectRoot } from "../embedded/data-folder.ts";
import { vercelCli } from "./cli.ts";
import { copyProject } from "./copy-project.ts";

/** What a project at Vercel says of this one, where nothing was chosen there. */
const project = {
	projectId: "prj_firstbell",
	orgId: "team_firstbell",
	settings: { framework: "nextjs", nodeVersion: "24.x", installCommand: "", rootDirectory: null },
};

/**
 * Works with what `vercel build --prod` makes of a copy of the project, given by its folder, and removes it afterwards. The
 * build needs no account and asks Vercel for nothing; it sees `env`, and nothing else that this process knows.
 */
export async function withVercelBuild(
	env: Record<string, string>,
	work: (output: string) => Promise<void>,
): Promise<void> {
	const root = mkdtempSync(join(tmpdir(), "firstbell-vercel-"));
	try {
		await work(await build(root, env));
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

async function build(root: string, env: Record<string, string>): Promise<string> {
	const cli = vercelCli();
	const [copy, home] = [join(root, "project"), join(root, "home")];
	copyProject(projectRoot, copy);
	for (const folder of [home, join(copy, ".vercel")]) mkdirSync(folder);
	writeFileSync(join(copy, ".vercel", "project.json"), JSON.stringify(project));

	const child = spawn(process.execPath, [cli, "build", "--prod", "--yes"], {
		cwd: copy,
		env: {
			...env,
			NODE_ENV: "production",
			PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
			// Whoever is signed in here is none of its business.
			...{ HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, CI: "1" },
			...{ VERCEL_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" },
		},
		stdio: ["ignore", "pipe", "pipe"],
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
	const code = await new Promise((done) => child.once("error", done).once("close", done));
	if (code !== 0) throw new CannotStart(`${said.trim()}\n\nVercel's build failed; the reason is above.`);
	return join(copy, ".vercel", "output");
}
