import { fileURLToPath } from "node:url";
import { restart } from "../../../stack/serve/restart.ts";
import { supervise } from "../../../stack/serve/supervisor.ts";

// What `npm run serve` does, with small processes: PROCESSES of them on PORT. SIGUSR2 restarts them as the next edition, or
// as broken ones after a line "break" on its standard input; a line "busy" keeps it from hearing anybody for a while.
const log = (line: string) => console.log(line);
const worker = fileURLToPath(new URL("small-worker.ts", import.meta.url));
let edition = 1;
let broken = process.env.BROKEN ?? "";
const env = () => ({
	PORT: process.env.PORT ?? "",
	EDITION: String(edition),
	BROKEN: broken,
	STUCK: process.env.STUCK ?? "",
	SLOW: process.env.SLOW ?? "",
});
process.stdin.on("data", (line) => {
	broken = String(line).trim() === "break" ? "1" : "";
	log("heard");
	if (String(line).trim() === "busy") for (const until = Date.now() + 800; Date.now() < until; );
});
const supervisor = await supervise({
	...{ worker, env: env(), log },
	...{ processes: Number(process.env.PROCESSES), patienceMs: 10_000 },
}).catch((error: Error) => {
	log(error.message);
	process.exit(1);
});
process.on("SIGUSR2", async () => {
	edition++;
	await restart(supervisor, async () => env(), log);
	log(`state ${JSON.stringify(supervisor.state())}`);
});
process.on("SIGTERM", async () => {
	await supervisor.stop();
	process.exit(0);
});
log("open");
