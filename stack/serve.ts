import { join } from "node:path";
import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { holdDataFolder, openDataFolder, projectRoot } from "./embedded/data-folder.ts";
import { isFree } from "./embedded/ports.ts";
import { renewPages } from "./renew-pages.ts";
import { startCrons } from "./serve/crons.ts";
import { environment, given } from "./serve/environment.ts";
import { tellHealth } from "./serve/health.ts";
import { release } from "./serve/release.ts";
import { askToRestart, restart } from "./serve/restart.ts";
import { type Supervisor, supervise } from "./serve/supervisor.ts";
import { type Wishes, wishesIn } from "./serve/wishes.ts";

/**
 * `npm run serve`: the app for people, on servers of yours: a process for each core behind one port, PORT, on the address
 * LISTEN (127.0.0.1). Options: --processes N, --env FILE (else `.env`), --no-crons, and --restart, which has the one
 * that runs here build what has changed and replace its processes one by one, as SIGHUP does. Health is told at HEALTH_PORT,
 * the next one, on 127.0.0.1. Ports are read once, when it begins. SIGTERM and Ctrl-C end it when it has answered what it was
 * asked.
 */
const patienceMs = 30_000;
const closing: (() => unknown)[] = [];
// With a terminal that hangs up, what was begun in it ends as well; without one, SIGHUP means what it does elsewhere.
const inTerminal = process.stdin.isTTY === true;
const asked = askedToStop(inTerminal ? undefined : ["SIGINT", "SIGTERM"]);
// Before there is anything to restart, too: a signal that nobody hears would end it.
let whenAskedToRestart = () => say("It is not open yet, and reads what there is.");
for (const signal of ["SIGUSR2", ...(inTerminal ? [] : ["SIGHUP"])])
	process.on(signal, () => whenAskedToRestart());
let code = 0;
try {
	const wishes = wishesIn(process.argv.slice(2));
	const ports = portsIn(given(wishes.envFile));
	// One for each port: several may serve on one machine.
	const folder = openDataFolder(`serve-${ports.port}`);
	if (wishes.restart) askToRestart(folder);
	else {
		closing.push(holdDataFolder(folder, ports.port));
		await serve(wishes, ports);
	}
} catch (error) {
	if (!asked.aborted) {
		explain(error);
		code = 1;
	}
}
for (const close of closing.reverse()) await close();
if (asked.aborted) say("Stopped.");
process.exit(code);

type Given = Record<string, string>;

function portsIn({ PORT, HEALTH_PORT }: Partial<Given>) {
	const port = Number(PORT || 3000);
	return { port, healthPort: Number(HEALTH_PORT || port + 1) };
}

async function serve(
	{ processes, envFile, crons }: Wishes,
	{ port, healthPort }: ReturnType<typeof portsIn>,
): Promise<void> {
	for (const each of [port, healthPort])
		if (!(await isFree(each)))
			throw new CannotStart(`Port ${each} is taken: stop what uses it, or name another PORT.`);
	const all = () => environment(envFile, processes);
	const fixed = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", PORT: String(port) };
	let env: Given = { ...(await release({ env: all(), log: say, signal: asked })), ...fixed };

	let supervisor: Supervisor | undefined;
	const starting = { ready: false, wanted: processes, processes: [] };
	closing.push(await tellHealth(healthPort, () => supervisor?.state() ?? starting));
	const worker = join(projectRoot, "stack", "serve", "worker.ts");
	const running = await supervise({ worker, processes, env, patienceMs, log: say });
	supervisor = running;
	closing.push(() => running.stop());
	if (crons) {
		const target = { appUrl: `http://127.0.0.1:${port}`, secret: env.CRON_SECRET ?? "", log: say };
		closing.push(startCrons(target));
	}
	// The directory of a build has nobody in it.
	await renewPages({
		appUrl: `http://127.0.0.1:${port}`,
		cronSecret: env.CRON_SECRET ?? "",
		handles: [],
	}).catch((error: Error) => say(`The directory is renewed later: ${error.message}`));
	const again = async () => {
		const wanted = await release({ env: all(), serving: env.NEXT_DIST_DIR, log: say, signal: asked });
		env = { ...wanted, ...fixed };
		return env;
	};
	whenAskedToRestart = () => void restart(running, again, say);
	say(
		`Firstbell is open at ${env.APP_URL}: ${processes} processes on port ${port}, health at http://127.0.0.1:${healthPort}/`,
	);
	await new Promise((done) => (asked.aborted ? done("asked") : asked.addEventListener("abort", done)));
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
