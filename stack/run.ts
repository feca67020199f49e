import { styleText } from "node:util";
import { askedToStop } from "./asked-to-stop.ts";
import { build } from "./build.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { allHandles, firstOperator, firstStaff, firstTeachers, seedDemoSchool } from "./demo-school.ts";
import { startCron } from "./embedded/cron.ts";
import { timed } from "./embedded/timed.ts";
import { type Stack, up } from "./embedded/up.ts";
import { type NextApp, startNext, stopLeftover } from "./next-app.ts";
import { renewPages } from "./renew-pages.ts";

/**
 * The embedded stack with the app on top, until Ctrl-C: `start` serves a build, `dev` serves the sources. Exits 0 when
 * asked to stop, 1 with one sentence when it cannot start. A second Ctrl-C does not wait.
 */
export async function run(mode: "start" | "dev"): Promise<void> {
	const asked = askedToStop();
	const port = Number(process.env.PORT || 3000);
	const log = numbered(mode === "start" ? 6 : 5);
	const began = performance.now();
	let stack: Stack | undefined;
	let app: NextApp | undefined;
	let stopCron = () => {};
	let code = 0;
	try {
		stack = await up({ name: "start", port, log, clear: stopLeftover });
		const { adminUrl, folder } = stack;
		asked.throwIfAborted();
		await timed(
			log,
			"demo school",
			() => seedDemoSchool(adminUrl),
			(word) => word,
		);
		asked.throwIfAborted();

		const distDir = process.env.NEXT_DIST_DIR || (mode === "dev" ? ".next-dev" : ".next");
		const env = { ...stack.env, NEXT_DIST_DIR: distDir };
		if (mode === "start")
			await timed(
				log,
				"pages",
				() => build({ env, distDir, log: say, signal: asked }),
				(word) => word,
			);
		app = await timed(log, "app", () => startNext({ mode, env, port, folder, signal: asked }));
		// What was edited since the pages were built is in none of them.
		await renewPages({
			appUrl: env.APP_URL,
			cronSecret: env.CRON_SECRET,
			handles: await allHandles(adminUrl),
		});
		stopCron = startCron({ appUrl: `http://127.0.0.1:${port}`, secret: env.CRON_SECRET, log: say });

		const [teachers, staff, operators] = await Promise.all([
			firstTeachers(adminUrl),
			firstStaff(adminUrl),
			firstOperator(adminUrl),
		]);
		say(welcome(env.APP_URL, { teachers, staff, operators }, (performance.now() - began) / 1000));
		const exit = await Promise.race([app.exited, aborted(asked)]);
		if (exit !== "asked")
			throw new CannotStart(`The app stopped by itself (${exit}); what it said is above.`);
	} catch (error) {
		if (!asked.aborted) {
			explain(error);
			code = 1;
		}
	}
	stopCron();
	await app?.stop();
	await stack?.stop();
	if (asked.aborted) say("Stopped. Your data stays for the next time.");
	process.exit(code);
}

const aborted = (signal: AbortSignal) =>
	new Promise<"asked">((done) =>
		signal.aborted ? done("asked") : signal.addEventListener("abort", () => done("asked")),
	);

type People = { teachers: string[]; staff: string[]; operators: string[] };

function welcome(url: string, { teachers, staff, operators }: People, seconds: number): string {
	const bold = (text: string) => styleText("bold", text);
	const row = (label: string, text: string) => `    ${styleText("dim", label.padEnd(10))}${text}`;
	return [
		"",
		`  ${bold("Firstbell is open")} ${styleText("dim", `after ${seconds.toFixed(1)} s`)}`,
		"",
		row("Book", bold(styleText("cyan", url))),
		row("Teach", styleText("cyan", `${url}/desk`)),
		...(teachers.length ? [row("", `sign in as ${teachers.join(" or ")}`)] : []),
		...(staff.length
			? [
					row("Openings", styleText("cyan", `${url}/desk/openings`)),
					row("", `sign in as ${staff.join(" or ")}`),
				]
			: []),
		...(operators.length
			? [row("Watch", styleText("cyan", `${url}/ops`)), row("", `sign in as ${operators.join(" or ")}`)]
			: []),
		row("Mail", `${styleText("cyan", `${url}/dev/mail`)}  codes and confirmations arrive here`),
		row("Stop", "Ctrl-C"),
		"",
	].join("\n");
}

function numbered(total: number): (line: string) => void {
	let step = 0;
	return (line) => say(`  ${++step}/${total} ${line}`);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
