import { spawn } from "node:child_process";
import { join } from "node:path";
import { askedToStop } from "./asked-to-stop.ts";
import { build } from "./build.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { seedDemoSchool } from "./demo-school.ts";
import { projectRoot } from "./embedded/data-folder.ts";
import { type Stack, up } from "./embedded/up.ts";
import { type NextApp, startNext, stopLeftover } from "./next-app.ts";

/**
 * `npm run lighthouse`: what Lighthouse says of the pages of a production build with the demo school, on ports and data
 * of its own. Words after it name the pages to measure. Exits 1 under an aim (tests/lighthouse/pages.ts).
 */
const asked = askedToStop();
const port = Number(process.env.PORT || 3600);
const distDir = ".next-lighthouse";
let stack: Stack | undefined;
let app: NextApp | undefined;
let code = 0;
try {
	stack = await up({ name: "lighthouse", port, fresh: true, log: say, clear: stopLeftover });
	const { adminUrl, folder } = stack;
	await seedDemoSchool(adminUrl);
	const env = { ...stack.env, NEXT_DIST_DIR: distDir };
	await build({ env, distDir, log: say, signal: asked });
	app = await startNext({ mode: "start", env, port, folder, signal: asked });
	await measure(stack.env);
} catch (error) {
	if (!asked.aborted) explain(error);
	code = 1;
}
await app?.stop();
await stack?.stop();
process.exit(asked.aborted ? 130 : code);

/** In a process of its own: it knows the browser, which nothing here needs. */
async function measure({ APP_URL, MAILBOX_URL, CRON_SECRET, LINK_SECRET }: Stack["env"]): Promise<void> {
	const file = join(projectRoot, "tests", "lighthouse", "measure.ts");
	const child = spawn(
		process.execPath,
		["--disable-warning=ExperimentalWarning", file, ...process.argv.slice(2)],
		{
			cwd: projectRoot,
			stdio: ["ignore", "inherit", "inherit"],
			env: { ...process.env, APP_URL, MAILBOX_URL, CRON_SECRET, LINK_SECRET },
		},
	);
	asked.addEventListener("abort", () => child.kill());
	const exit = await new Promise((done) => child.once("error", done).once("close", done));
	if (exit !== 0) throw new CannotStart("\nNot right yet: what is under its aim is marked above.");
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
