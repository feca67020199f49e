import { styleText } from "node:util";
import { askedToStop } from "./asked-to-stop.ts";
import { CannotStart, explain } from "./cannot-start.ts";
import { forgetServers } from "./rehearsal/own-servers.ts";
import { drill } from "./restore/drill.ts";
import { setStage } from "./restore/stage.ts";

/**
 * `npm run restore-drill`: takes a backup of a database while people book, loses the database, brings it back as it was at a
 * point, and checks every promise on it; then takes from it what a bad backup would lack, to see that this is found. On
 * ports and data of its own, from PORT (3500) on. Exits 1 where a promise was broken. See docs/backups.md.
 */
const asked = askedToStop();
const began = performance.now();
let stage: Awaited<ReturnType<typeof setStage>> | undefined;
let code = 0;
try {
	if (process.platform === "win32")
		throw new CannotStart("This needs Linux or macOS, whose `cp` keeps the log.");
	for (const name of forgetServers()) say(`${name} of the environment is left alone.`);
	stage = await setStage({ port: Number(process.env.PORT || 3500), log: say, signal: asked });
	const verdicts = await drill(stage, say);
	say("");
	for (const { kept, name, figure } of verdicts)
		say(`${kept ? styleText("green", "✓") : styleText("red", "✗")} ${name}: ${styleText("dim", figure)}`);
	const broken = verdicts.filter(({ kept }) => !kept).length;
	const seconds = Math.round((performance.now() - began) / 1_000);
	if (broken > 0)
		throw new CannotStart(`\n${broken} of ${verdicts.length} promises were broken, after ${seconds} s.`);
	say(styleText("bold", `\nAll of it came back, after ${seconds} s.`));
} catch (error) {
	if (!asked.aborted) explain(error);
	code = 1;
}
await stage?.stop();
process.exit(asked.aborted ? 130 : code);

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
